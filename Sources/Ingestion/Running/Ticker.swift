import Documents
import Storage

/// Does, now and then, what must not wait for a full batch: commits what has been lying about, keeps the leases on what is in hand, and tells of
/// the walk. Stops the run when somebody else has ended its job.
struct Ticker: Sendable {
  let queue: CommitQueue
  let job: OpenJob
  let lease: Duration
  let board: ProgressBoard
  let control: RunControl
  /// Asked each time whether the run shall go on for other reasons.
  let goesOn: @Sendable () async -> Bool

  private static let interval = Duration.seconds(1)
  /// Heartbeats in the length of a lease.
  private static let beats = 3

  /// Runs until its task is cancelled.
  func run() async {
    var lastBeat = ContinuousClock.now
    while (try? await Task.sleep(for: Self.interval)) != nil {
      await queue.flush(olderThan: Self.interval)
      // What fails here is met by the committers as well, who know what to do about it.
      if ContinuousClock.now - lastBeat >= lease / Self.beats, (try? await job.work.heartbeat()) != nil {
        lastBeat = .now
      }
      guard control.isRunning else { continue }
      if let status = try? await status(), status != "running" && status != "pending" { control.stop() }
      if await !goesOn() { control.stop() }
    }
  }

  /// The job's status, `gone` where it was deleted.
  private func status() async throws(StorageError) -> String {
    let reading = board.current
    let status =
      job.isHeld
      ? try await job.store.report(job.id, unchanged: reading.unchanged, skipped: reading.skipped)
      : try await job.store.status(of: job.id)
    return status ?? "gone"
  }
}
