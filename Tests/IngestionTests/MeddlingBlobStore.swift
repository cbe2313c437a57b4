import Documents
import Pipeline
import Storage
import Synchronization
import SystemPackage

/// A blob store that lets a test act at the moments nobody can hit from outside: a file is open, and nothing of it is read; a
/// content is in the store, and nothing refers to it.
final class MeddlingBlobStore: BlobStore {
  private let store: FolderBlobStore
  private let meddle: @Sendable (Int) -> Void
  private let sealed: @Sendable () async -> Void
  private let opened = Mutex(0)

  /// `meddle` is called with how many files have been opened so far, `sealed` when a batch's contents are in the store and
  /// nothing refers to them.
  init(
    _ store: FolderBlobStore, meddle: @escaping @Sendable (Int) -> Void = { _ in },
    sealed: @escaping @Sendable () async -> Void = {}
  ) {
    self.store = store
    self.meddle = meddle
    self.sealed = sealed
  }

  func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy {
    let number = opened.withLock { opened in
      opened += 1
      return opened
    }
    meddle(number)
    return try store.begin(copying: source, size: size)
  }

  func seal(_ contents: [any StagedContent]) async throws(BlobError) {
    try await store.seal(contents)
    await sealed()
  }
  func open(_ digest: ContentDigest) async throws(BlobError) -> FileDescriptor { try await store.open(digest) }
  func contains(_ digest: ContentDigest) async throws(BlobError) -> Bool { try await store.contains(digest) }
  func remove(_ digest: ContentDigest) async throws(BlobError) { try await store.remove(digest) }
  func list(after digest: ContentDigest?, limit: Int) async throws(BlobError) -> [StoredBlob] {
    try await store.list(after: digest, limit: limit)
  }
  func link(to digest: ContentDigest, as file: LinkedFile, for time: Duration) throws(BlobError) -> String? {
    try store.link(to: digest, as: file, for: time)
  }
  func sweepUploads() async throws(BlobError) -> Int { try await store.sweepUploads() }
  func freeSpace() async throws(BlobError) -> Int64? { try await store.freeSpace() }
  func requireSpace(for bytes: Int64) async throws(BlobError) { try await store.requireSpace(for: bytes) }
}
