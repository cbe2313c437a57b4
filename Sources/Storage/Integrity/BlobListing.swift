import Documents
import Pipeline

/// Goes through all contents of a store once, in the order of their digests.
struct BlobListing {
  private let blobs: any BlobStore
  private var last: ContentDigest?
  private var ahead: ArraySlice<StoredBlob> = []
  private var isAtEnd = false

  private static let pageSize = 1000

  init(_ blobs: any BlobStore) { self.blobs = blobs }

  /// The next contents, up to and with `digest`; all that are left for nil.
  mutating func next(through digest: ContentDigest?) async throws(StorageError) -> [ContentDigest: Int64] {
    let end = digest?.hex
    var found: [ContentDigest: Int64] = [:]
    while true {
      while let blob = ahead.first {
        if let end, blob.digest.hex > end { return found }
        found[blob.digest] = blob.size
        ahead.removeFirst()
      }
      guard try await load() else { return found }
    }
  }

  private mutating func load() async throws(StorageError) -> Bool {
    guard !isAtEnd else { return false }
    let page: [StoredBlob]
    do { page = try await blobs.list(after: last, limit: Self.pageSize) } catch { throw .contents(error) }
    isAtEnd = page.count < Self.pageSize
    last = page.last?.digest ?? last
    ahead = page[...]
    return !page.isEmpty
  }
}
