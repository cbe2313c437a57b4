import Documents
import Fetching
import Synchronization

/// What a watch found to have changed, as a walk gives it out.
final class KnownChanges: Sendable {
  /// Where something that is recorded is gone: files, folders, containers.
  let gone: [SourceURL]
  private let rest: Mutex<(files: ArraySlice<FolderEntry>, failures: [WalkFailure])>

  private static let batchSize = 512

  init(files: [FolderEntry], failures: [WalkFailure], gone: [SourceURL]) {
    self.gone = gone
    rest = Mutex((files[...], failures))
  }

  /// The next batch; nil when there are no more.
  func next() -> WalkBatch? {
    rest.withLock { rest in
      let batch = WalkBatch(files: Array(rest.files.prefix(Self.batchSize)), failures: rest.failures)
      (rest.files, rest.failures) = (rest.files.dropFirst(Self.batchSize), [])
      return batch.isEmpty ? nil : batch
    }
  }
}
