import Documents
package import PQ

/// Frees contents that nobody refers to: what crashes, forgotten documents and broken-off uploads left behind.
///
/// What a running job is about to refer to stays: `ContentRemoval` removes only while nobody holds contents.
package struct GarbageCollection: Sendable {
  private let connection: Connection
  private let blobs: any BlobStore

  /// `connection` is used by this value alone.
  package init(connection: Connection, blobs: any BlobStore) {
    self.connection = connection
    self.blobs = blobs
  }

  /// What there is.
  package struct Count: Sendable, Equatable {
    package var kept = 0
    package var unreferenced = 0
    /// Of those that nobody refers to.
    package var bytes: Int64 = 0
  }

  private static let pageSize = 1000

  /// Counts, and removes nothing.
  package func count() async throws(StorageError) -> Count {
    try await eachPage { page, unreferenced, count in
      count.kept += page.count - unreferenced.count
      count.unreferenced += unreferenced.count
      count.bytes += unreferenced.reduce(0) { $0 + $1.size }
    }
  }

  /// Removes what nobody refers to; gives what was removed, and how many broken-off uploads. Where that is all there is, it is removed
  /// only with `evenAll`: such a store is likely another database's.
  package func collect(evenAll: Bool) async throws(StorageError) -> (removed: Count, uploads: Int) {
    if !evenAll {
      let found = try await count()
      if found.kept == 0, found.unreferenced > 0 { throw .foreignBlobs(found.unreferenced) }
    }
    let removal = ContentRemoval(connection: connection, blobs: blobs)
    let removed = try await eachPage { (page, unreferenced, count) async throws(StorageError) in
      let removed = try await removal.remove(unreferenced.map(\.digest))
      count.kept += page.count - removed
      count.unreferenced += removed
      // What came to be referred to meanwhile is a handful, and its size a detail.
      count.bytes += unreferenced.prefix(removed).reduce(0) { $0 + $1.size }
    }
    do { return (removed, try await blobs.sweepUploads()) } catch { throw .contents(error) }
  }

  private func eachPage(
    _ body: ([StoredBlob], [StoredBlob], inout Count) async throws(StorageError) -> Void
  ) async throws(StorageError) -> Count {
    var count = Count()
    var last: ContentDigest?
    while true {
      let page: [StoredBlob]
      do { page = try await blobs.list(after: last, limit: Self.pageSize) } catch { throw .contents(error) }
      let unreferenced: Set<String>
      do {
        unreferenced = Set(try await connection.run(ContentQueries.unreferenced, [.texts(page.map(\.digest.hex))]))
      } catch {
        throw .database(error)
      }
      try await body(page, page.filter { unreferenced.contains($0.digest.hex) }, &count)
      guard page.count == Self.pageSize, let end = page.last else { return count }
      last = end.digest
    }
  }
}
