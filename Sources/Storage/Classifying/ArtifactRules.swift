import Crypto
package import Documents
import Yams

/// The rules by which a document's `artifact_type` is found. They are data: `Rules/artifact_types.yaml`, embedded in the program.
package struct ArtifactRules: Sendable {
  private let rules: [ArtifactRule]

  /// Reads rules, and refuses what they do not know.
  package init(yaml: String) throws { rules = try YAMLDecoder().decode([ArtifactRule].self, from: yaml) }

  /// The version of those that come with the program: the first digits of their digest.
  package static let version = String(
    ContentDigest(bytes: SHA256.hash(data: PackageResources.artifact_types_yaml)).hex.prefix(12))

  /// Those that come with the program. They are read by tests, so that no build ships some that cannot be read.
  package static let builtIn = try? ArtifactRules(
    yaml: String(decoding: PackageResources.artifact_types_yaml, as: UTF8.self))

  /// The type of a document that came from `source`.
  package func type(of mediaType: MediaType, from source: String, _ extraction: Extraction?) -> ArtifactType {
    let candidates = rules.filter { $0.fits(mediaType.rawValue) }
    // Where one rule is left that asks for nothing else, nothing else is looked at.
    guard let first = candidates.first else { return .other }
    if first.asksForNothing { return first.type }
    let readsOpening = candidates.contains { !$0.opening.isEmpty }
    let evidence = ArtifactEvidence(mediaType: mediaType, source: source, extraction, readsOpening: readsOpening)
    return candidates.first { $0.holds(for: evidence) }?.type ?? .other
  }
}

extension ArtifactRule {
  fileprivate var asksForNothing: Bool { hosts.isEmpty && properties.isEmpty && headings.isEmpty && opening.isEmpty }
}
