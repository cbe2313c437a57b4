import CLinux
import Documents
import Pipeline
import SystemPackage

/// Goes through the contents below a folder `artifacts` in the order of their digests.
struct FolderListing {
  private let artifacts: OpenFolder

  init(_ artifacts: OpenFolder) { self.artifacts = artifacts }

  func blobs(after digest: ContentDigest?, limit: Int) throws(BlobError) -> [StoredBlob] {
    let last = digest?.hex ?? ""
    var found: [StoredBlob] = []
    for outer in try folders(in: artifacts, from: String(last.prefix(2))) {
      guard let upper = try opened(outer, in: artifacts) else { continue }
      let isFirst = last.hasPrefix(outer)
      for inner in try folders(in: upper, from: isFirst ? String(last.dropFirst(2).prefix(2)) : "") {
        guard let lower = try opened(inner, in: upper) else { continue }
        for name in try lower.names().sorted() where name > last && name.hasPrefix(outer + inner) {
          guard let digest = ContentDigest(hex: name), let size = try size(of: name, in: lower) else { continue }
          found.append(StoredBlob(digest: digest, size: size))
          if found.count == limit { return found }
        }
      }
    }
    return found
  }

  private func folders(in folder: OpenFolder, from first: String) throws(BlobError) -> [String] {
    try folder.names().filter { $0.utf8.count == 2 && $0 >= first }.sorted()
  }

  /// nil for what is gone, and for what is no folder.
  private func opened(_ name: String, in folder: OpenFolder) throws(BlobError) -> OpenFolder? {
    do {
      return try OpenFolder(name, in: folder, create: false)
    } catch .io(_, .noSuchFileOrDirectory), .io(_, .notDirectory) {
      return nil
    }
  }

  /// nil for what is gone, and for what is no file.
  private func size(of name: String, in folder: OpenFolder) throws(BlobError) -> Int64? {
    var status = file_status()
    let result = name.withPlatformString { file_status_at(folder.descriptor, $0, 0, &status) }
    if result == -Errno.noSuchFileOrDirectory.rawValue { return nil }
    _ = try kernel("look for a blob") { result }
    return file_is_regular(status.mode) != 0 ? status.size : nil
  }
}
