package import Documents
package import Pipeline
import SystemPackage

/// Copies all contents of one store to another, in the order of their digests. What the other has already is left as it is, so a migration
/// that was broken off goes on where it was.
package struct BlobMigration: Sendable {
  private let source: any BlobStore
  private let target: any BlobStore
  private let threads: BlockingThreads

  package init(from source: any BlobStore, to target: any BlobStore, threads: BlockingThreads) {
    self.source = source
    self.target = target
    self.threads = threads
  }

  package struct Options: Sendable {
    /// Read again also what the target had already.
    package var rechecks = false
    /// Remove from the source what was found whole in the target.
    package var removes = false

    package init() {}
  }

  package struct Count: Sendable, Equatable {
    package var copied = 0
    package var copiedBytes: Int64 = 0
    package var present = 0
    package var removed = 0
    /// Contents that are not what their digest says, in the source, or in the target and not mended.
    package var damaged: [ContentDigest] = []

    package init() {}
  }

  /// Contents that are on their way at one time: sealed together, as a batch of documents is.
  private static let atOnce = 64

  /// `progress` is told what has been done so far, after every few contents.
  package func run(_ options: Options, progress: (Count) -> Void) async throws(StorageError) -> Count {
    var count = Count()
    do throws(BlobError) {
      try await target.requireSpace(for: 0)
    } catch {
      throw .contents(error)
    }
    var last: ContentDigest?
    var there = BlobListing(target)
    while true {
      let page: [StoredBlob]
      do { page = try await source.list(after: last, limit: 1000) } catch { throw .contents(error) }
      guard let end = page.last else { return count }
      let known = try await there.next(through: end.digest)
      for start in stride(from: 0, to: page.count, by: Self.atOnce) {
        let some = Array(page[start..<min(start + Self.atOnce, page.count)])
        do throws(BlobError) { try await migrate(some, known, options, &count) } catch { throw .contents(error) }
        progress(count)
      }
      last = end.digest
    }
  }

  private func migrate(
    _ blobs: [StoredBlob], _ known: [ContentDigest: Int64], _ options: Options, _ count: inout Count
  ) async throws(BlobError) {
    let present = blobs.filter { known[$0.digest] == $0.size }.map(\.digest)
    var whole = options.rechecks ? try await intact(present) : Set(present)
    count.present += whole.count
    let missing = blobs.filter { !whole.contains($0.digest) }
    let copies = try await each(missing.map(\.digest)) { [self] digest throws(BlobError) in try await copied(digest) }
    let staged = copies.compactMap { $0.1?.staged }
    // A store keeps what it has of a digest and a size: what is damaged there goes first.
    for content in staged where known[content.digest] != nil { try await target.remove(content.digest) }
    try await target.seal(staged)
    let read = try await intact(staged.map(\.digest))
    for blob in missing {
      if read.contains(blob.digest) {
        count.copied += 1
        count.copiedBytes += blob.size
      } else {
        count.damaged.append(blob.digest)
      }
    }
    guard options.removes else { return }
    // What was there before has been compared by its size alone, unless it was read just now.
    if !options.rechecks { whole = try await intact(present) }
    for digest in whole.union(read) {
      try await source.remove(digest)
      count.removed += 1
    }
  }

  /// A copy that waits to be sealed; nil when the source has something else under this digest.
  private func copied(_ digest: ContentDigest) async throws(BlobError) -> ContentFile? {
    do throws(BlobError) {
      let file = try await source.open(digest)
      defer { try? file.close() }
      let target = target
      let (found, content) = try await threads.run { () throws(BlobError) in
        let size = (try? file.seek(offset: 0, from: .end)) ?? 0
        return try BlobBytes.stage(file, size: size, in: target)
      }
      return found == digest ? content : nil
    } catch .damaged {
      return nil
    }
  }

  /// Those of `digests` that the target gives back as they should be.
  private func intact(_ digests: [ContentDigest]) async throws(BlobError) -> Set<ContentDigest> {
    let results = try await each(digests) { [target, threads] digest throws(BlobError) in
      try await target.isWhole(digest, on: threads)
    }
    return Set(results.filter(\.1).map(\.0))
  }

  /// Does `work` for all of a few contents side by side; throws the first failure after all have ended.
  private func each<Value: Sendable>(
    _ digests: [ContentDigest], _ work: @escaping @Sendable (ContentDigest) async throws(BlobError) -> Value
  ) async throws(BlobError) -> [(ContentDigest, Value)] {
    let results = await withTaskGroup(of: (ContentDigest, Result<Value, BlobError>).self) { tasks in
      for digest in digests {
        tasks.addTask {
          do throws(BlobError) { return (digest, .success(try await work(digest))) } catch {
            return (digest, .failure(error))
          }
        }
      }
      return await tasks.reduce(into: []) { $0.append($1) }
    }
    var values: [(ContentDigest, Value)] = []
    for (digest, result) in results { values.append((digest, try result.get())) }
    return values
  }
}
