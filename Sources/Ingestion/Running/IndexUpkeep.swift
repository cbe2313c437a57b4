import Documents
import Storage
import Synchronization

/// Keeps the search index in order beside the committers: told of each batch, it merges what is due, one merge at a time on a
/// connection of its own. Batches that come during a merge are one reason for the next.
///
/// What fails here fails no run unless it would fail every other: the index is right without it, only slower to read.
final class IndexUpkeep: Sendable {
  private let merger: IndexMerger
  private let pending: PendingIndex
  private let near: NearDuplicates
  private let removal: ContentRemoval
  private let sweeper: IndexSweeper?
  private let control: RunControl
  private let patience: Patience
  private let batches: AsyncStream<Void>
  private let signal: AsyncStream<Void>.Continuation
  private let merges = Mutex(0)
  /// Comparing may fall behind the committers and is made up for at the end; merging may not, since searches wait for it.
  private static let stepsBetweenMerges = 8

  init(_ resources: IngestResources, near policy: NearDuplicates.Policy, control: RunControl) {
    let database = resources.database
    merger = IndexMerger(connection: database.connection(), user: database.user)
    pending = PendingIndex(connection: database.connection(), user: database.user)
    near = NearDuplicates(connection: database.connection(), user: database.user, policy: policy)
    removal = ContentRemoval(connection: database.connection(), blobs: resources.blobs)
    sweeper = resources.sweeper
    self.control = control
    patience = Patience(limit: resources.patience, revive: resources.reviveDatabase)
    (batches, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
  }

  /// Says that a segment was written.
  func batchIsCommitted() { signal.yield() }

  /// Says that no more will come.
  func finish() { signal.finish() }

  /// Merges whenever there is a reason, until `finish`. A run that is halted or stopped ends after the merge at hand.
  func run() async {
    for await _ in batches {
      await attempt(merge)
      await attempt { () async throws(StorageError) in try await compare(steps: Self.stepsBetweenMerges, waits: false) }
    }
  }

  /// At the end of a run: indexes what was changed otherwise than by a batch, and leaves few segments.
  func complete() async {
    await attempt { () async throws(StorageError) in while control.isRunning, try await pending.flush() > 0 {} }
    await attempt { () async throws(StorageError) in try await compare() }
    await attempt(merge)
    await attempt { () async throws(StorageError) in
      let made = try await merger.compact { [control] in control.isRunning }
      merges.withLock { $0 += made }
    }
    guard merges.withLock({ $0 > 0 }), control.isRunning else { return }
    await sweeper?.analyze()
    await sweeper?.pack()
  }

  /// Groups what came with others that are nearly the same, in so many steps at most. Where it does not wait for another worker that does
  /// so, that one goes on with it, or whoever ends the job.
  private func compare(steps: Int = .max, waits: Bool = true) async throws(StorageError) {
    for _ in 0..<steps where control.isRunning {
      let step = try await near.step(waits: waits)
      // A blob that stays behind is garbage, not damage: removing it may fail.
      if !step.released.isEmpty { _ = try? await removal.remove(step.released) }
      if step.compared == 0 { return }
    }
  }

  private func merge() async throws(StorageError) {
    while control.isRunning, try await merger.mergeNext() {
      let made = merges.withLock { merges in
        merges += 1
        return merges
      }
      await sweeper?.sweep()
      // The first merges, then ever more seldom: the tables grow evenly, and what matters is their order of magnitude.
      if made & (made - 1) == 0 { await sweeper?.analyze() }
    }
  }

  private func attempt(_ body: () async throws(StorageError) -> Void) async {
    guard control.isRunning else { return }
    do {
      try await patience.run(while: { control.isRunning }) { () async throws(StorageError) in try await body() }
    } catch {
      if case .halt = error.disposition { control.halt(error) }
    }
  }
}
