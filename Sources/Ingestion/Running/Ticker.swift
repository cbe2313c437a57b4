import Documents
import Storage

/// Does, now and then, what must not wait for a full batch: commits what has been lying about, and tells the job's progress.
struct Ticker: Sendable {
  let queue: CommitQueue
  let jobs: JobStore
  let job: RowIdentifier
  let board: ProgressBoard

  private static let interval = Duration.seconds(1)

  /// Runs until its task is cancelled.
  func run() async {
    while (try? await Task.sleep(for: Self.interval)) != nil {
      await queue.flush(olderThan: Self.interval)
      let reading = board.current
      // A failure here is met by the committers as well, who know what to do about it.
      _ = try? await jobs.report(job, unchanged: reading.unchanged, skipped: reading.skipped)
    }
  }
}
