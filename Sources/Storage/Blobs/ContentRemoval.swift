package import Documents
package import PQ
import Pipeline

/// Removes contents that nobody refers to any more.
///
/// An ingest seals a content before it commits the row that refers to it, and between the two the content looks like one that
/// nobody needs. So who seals holds contents from before that until the commit (`BatchWriter.hold`), and a removal looks for
/// references and removes while nobody does.
package struct ContentRemoval: Sendable {
  private let connection: Connection
  private let blobs: any BlobStore

  /// `connection` is used by this value alone.
  package init(connection: Connection, blobs: any BlobStore) {
    self.connection = connection
    self.blobs = blobs
  }

  /// Contents that are removed before ingests get their turn again.
  private static let atOnce = 256

  /// Removes those of `candidates` that no artifact refers to; gives how many these were.
  package func remove(_ candidates: [ContentDigest]) async throws(StorageError) -> Int {
    var removed = 0
    for start in stride(from: 0, to: candidates.count, by: Self.atOnce) {
      removed += try await removeAtOnce(Array(candidates[start..<min(start + Self.atOnce, candidates.count)]))
    }
    return removed
  }

  private func removeAtOnce(_ candidates: [ContentDigest]) async throws(StorageError) -> Int {
    let digests = candidates.map(\.hex)
    let unreferenced: Set<String>
    do {
      unreferenced = try await connection.withSession { (session: inout Session) throws(PQError) in
        do throws(PQError) {
          try session.execute(ContentQueries.close)
          return try Set(session.run(ContentQueries.unreferenced, [.texts(digests)]))
        } catch {
          // What it closed is open again with the end of the session.
          session.discard()
          throw error
        }
      }
    } catch {
      throw .database(error)
    }
    let failure = await removeAll(candidates.filter { unreferenced.contains($0.hex) })
    // Where this fails, the session is lost, and what it closed is open.
    _ = try? await connection.first(ContentQueries.reopen)
    if let failure { throw .contents(failure) }
    return unreferenced.count
  }

  /// Side by side: ingests wait for this, and each may be a question to a server.
  private func removeAll(_ digests: [ContentDigest]) async -> BlobError? {
    await withTaskGroup(of: BlobError?.self) { [blobs] tasks in
      for digest in digests {
        tasks.addTask {
          do throws(BlobError) {
            try await blobs.remove(digest)
            return nil
          } catch {
            return error
          }
        }
      }
      return await tasks.reduce(nil) { $0 ?? $1 }
    }
  }
}
