import Documents
import Storage

/// Hands out a job's items to this process, as it has room for them.
struct WorkSupply: Sendable {
  let job: OpenJob
  let control: RunControl
  let patience: Patience
  /// Rung when there may be something to do.
  let bell: Bell
  /// Told of the items that are this process's share; nil where it shows the whole job.
  let board: ProgressBoard?

  /// Items in one claim: a round trip for each costs little (1 ms), and little is lost with a process.
  private static let claimSize = 32
  /// How long other workers' items are waited for without a look.
  private static let longestPause = Duration.seconds(1)

  /// Has `runner` take items, so many at one time: until the job is done, or until nobody has anything left to give.
  func feed(_ runner: DocumentRunner, _ commits: CommitQueue, upTo limit: Int, untilDone: Bool) async {
    let gate = Gate(limit: limit)
    await withDiscardingTaskGroup { tasks in
      do throws(StorageError) {
        while control.isRunning {
          let items = try await outlast { () throws(StorageError) in
            try await job.work.claim(Self.claimSize, of: job.id)
          }
          board?.update { $0.seen += items.count }
          if items.isEmpty, try await !isMoreToCome(gate, commits, untilDone: untilDone) { return }
          try await outlast { () throws(StorageError) in try await runner.again?.prepare(items) }
          for item in items where control.isRunning {
            await gate.enter()
            tasks.addTask {
              await runner.run(item)
              if await gate.leave() { await bell.ring() }
            }
          }
        }
      } catch {
        control.halt(error)
      }
    }
  }

  /// When nothing is ready: waits a while, or says that there is nothing to wait for.
  private func isMoreToCome(
    _ gate: Gate, _ commits: CommitQueue, untilDone: Bool
  ) async throws(StorageError) -> Bool {
    var pause = Self.longestPause
    if await gate.isEmpty {
      await commits.drain()
      // What this process still has now was lost on its way.
      try await outlast { () throws(StorageError) in try await job.work.giveBack(job.id, lost: true) }
      let outlook = try await outlast { () throws(StorageError) in try await job.work.outlook(of: job.id) }
      guard let outlook, !outlook.isDone else { return false }
      guard outlook.isOpen else {
        // Somebody cancelled it.
        control.stop()
        return false
      }
      let next = outlook.nextReady ?? pause
      if next <= .zero { return true }
      guard untilDone else { return false }
      pause = min(pause, next)
    }
    await bell.wait(atMost: pause)
    return true
  }

  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await patience.run(while: { control.isRunning }, body)
  }
}
