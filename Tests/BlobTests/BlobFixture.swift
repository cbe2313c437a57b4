import Crypto
import Documents
import Fetching
import Foundation
import Pipeline
import ProgramTesting
import Storage
import SystemPackage
import Testing

/// A store in a folder of its own, and files to put into it.
struct BlobFixture {
  let folder: TestFolder
  let store: FolderBlobStore
  let threads = BlockingThreads(count: 2)

  init() throws {
    folder = try TestFolder()
    store = try FolderBlobStore(root: folder.path.appending("home/blobs"), threads: threads)
  }

  var root: FilePath { folder.path.appending("home/blobs") }

  /// Opens the same folder once more, as another process would.
  func anotherStore() throws -> FolderBlobStore { try FolderBlobStore(root: root, threads: threads) }

  func stage(_ content: String, in store: (any ContentStaging)? = nil) throws -> FetchedFile {
    let name = "source-\(UUID().uuidString)"
    try folder.write(content, to: FilePath(name))
    let walk = try FolderWalk(roots: [.path(folder.path.appending(name))])
    let entry = try #require(try walk.next()?.files.first)
    return try Fetch(options: FetchOptions(), staging: store ?? self.store).fetch(entry)
  }

  func path(of digest: ContentDigest) -> FilePath { root.appending(StoredKey(digest).string) }

  /// The files that wait in the staging areas, and those that were sealed.
  func files(below name: String) throws -> [String] {
    try shell("find '\(root.appending(name))' -type f -printf '%P\\n'").split(separator: "\n").map(String.init)
  }
}

extension FetchedFile {
  var staged: [any StagedContent] { content.staged.map { [$0] } ?? [] }
}

func digest(of content: String) -> ContentDigest { ContentDigest(bytes: SHA256.hash(data: Data(content.utf8))) }

/// What a descriptor gives from where it stands to its end; closes it.
func text(_ descriptor: FileDescriptor, closing: Bool = true) throws -> String {
  defer { if closing { try? descriptor.close() } }
  var bytes = [UInt8](repeating: 0, count: 1 << 16)
  let count = try bytes.withUnsafeMutableBytes { try descriptor.read(into: $0) }
  return String(decoding: bytes[..<count], as: UTF8.self)
}
