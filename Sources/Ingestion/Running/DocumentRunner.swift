import Documents
import Fetching
import Pipeline
import Storage

/// Takes single documents through the pipeline, and answers their failures: the only place that does.
struct DocumentRunner: Sendable {
  let pipeline: IngestPipeline
  let context: StageContext
  let queue: CommitQueue
  let control: RunControl
  /// For a passing failure of the database.
  let patience: Patience

  /// How often a file is tried that cannot be read for a reason which passes.
  private static let attempts = 5

  func run(_ entry: FolderEntry) async {
    var attempt = 1
    var firstFailure: ContinuousClock.Instant?
    while control.isRunning {
      do {
        if try await pipeline.run(entry, in: context) == .cancelled { await cancel(entry) }
        return
      } catch {
        switch error.cause.disposition {
        case .halt: return control.halt(error.cause)
        case .reject: return await reject(entry, error.cause)
        case .retry(let after):
          let began = firstFailure ?? .now
          firstFailure = began
          let isHopeful =
            error.cause is FetchError ? attempt < Self.attempts : ContinuousClock.now - began < patience.limit
          guard isHopeful else { return await giveUp(entry, error.cause) }
          if !(error.cause is FetchError) { await patience.revive() }
          try? await Task.sleep(for: after ?? .milliseconds(100 << min(attempt, 5)))
          attempt += 1
        }
      }
    }
    // A halted run leaves what it did not finish to the next; a stopped one says so in the ledger.
    if !control.isHalted { await cancel(entry) }
  }

  /// Writes down what the walk could not look at.
  func refuse(_ failure: WalkFailure) async {
    await queue.accept(
      .failed(failure.source, failure.state, Problem(code: failure.code, message: failure.message)))
  }

  private func reject(_ entry: FolderEntry, _ cause: any Classified) async {
    let state = (cause as? FetchError)?.state ?? .unreadable
    await queue.accept(.failed(entry.source, state, Problem(code: cause.code, message: cause.message)))
  }

  /// What passes for one document is its own failure; what does not pass for a database is the run's.
  private func giveUp(_ entry: FolderEntry, _ cause: any Classified) async {
    if cause is FetchError { await reject(entry, cause) } else { control.halt(cause) }
  }

  private func cancel(_ entry: FolderEntry) async {
    let problem = Problem(code: "cancelled", message: "the run was stopped before this file was looked at")
    await queue.accept(.failed(entry.source, .cancelled, problem))
  }
}
