import Documents
import Fetching
import PQ
import Pipeline
import Storage

/// What stands where something is said to have changed, and what of it is not as it is recorded.
struct ChangeLook {
  private(set) var files: [FolderEntry] = []
  private var failures: [WalkFailure] = []
  private var gone: [SourceURL] = []

  var isEmpty: Bool { files.isEmpty && failures.isEmpty && gone.isEmpty }

  var changes: KnownChanges { KnownChanges(files: files, failures: failures, gone: gone) }

  private static let batchSize = 512

  /// Looks at `places`, by the rules of a walk. `gone` is where something was said to be gone.
  init(
    at places: [WalkPlace], gone: [SourceURL], _ request: IngestRequest, _ threads: BlockingThreads
  ) async throws(WalkError) {
    let walk = FolderWalk(places: places, options: request.walkOptions)
    var lost = Set(gone)
    while let batch = try await threads.run({ () throws(WalkError) in try walk.next() }) {
      files += batch.files
      for failure in batch.failures {
        if failure.state == .vanished { lost.insert(failure.source) } else { failures.append(failure) }
      }
    }
    self.gone = lost.sorted { $0.string < $1.string }
  }

  /// Leaves what is another than is recorded.
  mutating func compare(with index: SourceIndex) async throws(StorageError) {
    do {
      files = try await changed(by: index)
      var lost: [SourceURL] = []
      for place in gone where try await index.isAnyGone(at: place, isGone: { isGone($0) }) { lost.append(place) }
      gone = lost
    } catch {
      throw .database(error)
    }
  }

  private func changed(by index: SourceIndex) async throws(PQError) -> [FolderEntry] {
    var changed: [FolderEntry] = []
    for start in stride(from: 0, to: files.count, by: Self.batchSize) {
      let batch = Array(files[start..<min(start + Self.batchSize, files.count)])
      let recorded = try await index.lookup(batch.map(\.source))
      for (position, file) in batch.enumerated() where recorded[position]?.isUnchanged(file.identity) != true {
        changed.append(file)
      }
    }
    return changed
  }
}
