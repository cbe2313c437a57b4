package import Documents

/// The name of a content in any blob store, as `artifacts.minio_path` records it: `artifacts/ab/cd/<sha256>`.
///
/// Two levels of folders keep a folder of ten million blobs at about 150 names each.
package struct StoredKey: Hashable, Sendable {
  package let string: String

  package init(_ digest: ContentDigest) {
    string = "artifacts/" + Self.nameBelowArtifacts(digest)
  }

  /// The content that an object of this name is; nil for a name that no content has.
  static func digest(of key: some StringProtocol) -> ContentDigest? {
    guard let digest = key.split(separator: "/").last.flatMap({ ContentDigest(hex: $0) }),
      StoredKey(digest).string == key
    else { return nil }
    return digest
  }

  static func nameBelowArtifacts(_ digest: ContentDigest) -> String {
    let hex = digest.hex
    return "\(hex.prefix(2))/\(hex.dropFirst(2).prefix(2))/\(hex)"
  }
}

extension StoredKey: CustomStringConvertible {
  package var description: String { string }
}
