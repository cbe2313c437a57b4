package import Documents
import Pipeline
import Storage
package import SystemPackage

/// A process that works on whatever jobs there are, of all users, beside any number of others on this machine and elsewhere.
///
/// It takes up the job whose user, and which itself, was served longest ago, and stays with it as long as it has work and no other job
/// waits. Of what it has in hand it gives a sign of life; when it dies, others take that over once its leases have run out. It never ends a job
/// that another process walks or ends.
package struct Worker: Sendable {
  /// What a worker has done.
  package struct Report: Sendable {
    package enum Ending: Sendable {
      /// Nothing is left to do.
      case drained
      /// Stopped by the user; what was in flight is committed, the rest handed back.
      case interrupted
      case halted(any Classified)
    }

    package internal(set) var ending = Ending.drained
    package internal(set) var documents = 0
    package internal(set) var failures = 0
    /// Jobs that this worker ended.
    package internal(set) var completed: [RowIdentifier] = []
  }

  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard
  private let own: [FilePath]
  private let identity = RowIdentifier.new()
  private let jobs: JobStore
  private let bell: WorkBell
  private let patience: Patience

  private static let kinds = JobKind.allCases.map(\.rawValue)
  /// How long a job is worked on before it gives way to another one that waits.
  private static let turn = Duration.seconds(5)
  /// How long nothing is asked when nothing was told of: for notices that were lost.
  private static let slowPoll = Duration.seconds(30)
  /// How long a stop may go unnoticed.
  private static let attention = Duration.milliseconds(250)

  /// `own` is what this installation keeps, which no walk takes.
  package init(on resources: IngestResources, own: [FilePath], control: RunControl, board: ProgressBoard) {
    self.resources = resources
    self.own = own
    self.control = control
    self.board = board
    jobs = JobStore(connection: resources.database.connection(), user: resources.database.user)
    bell = WorkBell(of: resources.database)
    patience = Patience(limit: resources.patience, revive: resources.reviveDatabase)
  }

  /// Works until it is stopped; or, `untilDrained`, until no job has anything left to do.
  package func run(untilDrained: Bool) async -> Report {
    var report = Report()
    var takeover = WalkTakeover(on: resources, own: own, control: control, jobs: jobs, patience: patience)
    do {
      while control.isRunning {
        try await outlast { () throws(StorageError) in try await bell.arm() }
        if try await takeover.run() { continue }
        if let next = try await outlast({ () throws(StorageError) in try await jobs.next(of: Self.kinds) }) {
          do throws {
            try await serve(next.job, of: next.user, &report)
          } catch StorageError.noSuchJob {
            // It was deleted between the two.
          }
        } else if try await !wait(untilDrained: untilDrained) {
          break
        }
      }
    } catch {
      control.halt(error as? any Classified ?? UnexpectedFailure(error: error))
    }
    let reading = board.current
    (report.documents, report.failures) = (reading.done, reading.failures)
    switch control.state {
    case .running: break
    case .stopping: report.ending = .interrupted
    case .halted(let cause): report.ending = .halted(cause)
    }
    return report
  }

  /// Works on a job for a turn, and ends it if nothing is left of it.
  private func serve(_ id: RowIdentifier, of user: RowIdentifier, _ report: inout Report) async throws {
    var resources = resources
    resources.database = resources.database.acting(as: user)
    let store = JobStore(connection: resources.database.connection(), user: user)
    let turn = RunControl(partOf: control)
    guard let request = try await request(of: id, store) else { return }
    let job = try await OpenJob(
      id, request, on: resources, store: store, isResumed: true, isHeld: false, worker: identity)
    let session = try await IngestSession(
      job, request: request, resources: resources, control: turn, board: board, meter: StageMeter())
    let began = ContinuousClock.now
    let part = IngestSession.Part.work { [jobs] in
      guard ContinuousClock.now - began > Self.turn else { return true }
      return (try? await jobs.open(of: Self.kinds, besides: id))?.areReady != true
    }
    _ = await job.withExtractors(request, on: resources) { pool in await session.run(part, pool: pool) }
    let isEnded = turn.isRunning ? try await end(job, session, turn) : false
    await store.letGo()
    if isEnded { report.completed.append(id) }
    if case .halted(let cause) = turn.state { control.halt(cause) }
  }

  /// What a job was asked to do; nil for one that is not to be worked on. One that this program cannot do on any machine has failed; what only this
  /// machine lacks ends this worker, and leaves the job to others.
  private func request(of id: RowIdentifier, _ store: JobStore) async throws -> IngestRequest? {
    let stored = try await outlast { () throws(StorageError) in try await store.stored(id) }
    do {
      return try IngestRequest(stored.request, own: own)
    } catch let cause as PipelineFileError where cause.isOfMachine {
      throw cause
    } catch let cause as any Classified {
      if try await outlast({ () throws(StorageError) in try await store.take(id) }) {
        _ = try await outlast { () throws(StorageError) in try await store.finish(id, .failed(cause.message)) }
        await store.letGo()
      } else {
        // Whoever has it in hand ends it; it is not to be asked for over and over meanwhile.
        try await Task.sleep(for: Self.attention)
      }
      return nil
    }
  }

  /// Ends a job of which nothing is left, unless somebody else has it in hand.
  private func end(
    _ job: OpenJob, _ session: IngestSession, _ turn: RunControl
  ) async throws(StorageError) -> Bool {
    guard try await isDone(job) else { return false }
    let isTaken = try await outlast { () throws(StorageError) in try await job.store.take(job.id) }
    // Somebody may have ended it between the two.
    guard isTaken, try await isDone(job) else { return false }
    _ = await session.conclude()
    guard turn.isRunning else { return false }
    _ = try await outlast { () throws(StorageError) in try await job.store.finish(job.id, .completed) }
    return true
  }

  private func isDone(_ job: OpenJob) async throws(StorageError) -> Bool {
    let outlook = try await outlast { () throws(StorageError) in try await job.work.outlook(of: job.id) }
    return outlook.map { $0.isDone && $0.isOpen } ?? false
  }

  private func wait(untilDrained: Bool) async throws -> Bool {
    let open = try await outlast { () throws(StorageError) in try await jobs.open(of: Self.kinds) }
    if untilDrained, !open.areAlive { return false }
    let deadline = ContinuousClock.now + min(Self.slowPoll, max(open.nextReady ?? Self.slowPoll, Self.attention))
    while control.isRunning, ContinuousClock.now < deadline {
      if try await outlast({ () throws(StorageError) in try await bell.wait(atMost: Self.attention) }) { return true }
    }
    return true
  }

  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await patience.run(while: { control.isRunning }, body)
  }
}

/// What no part of a worker's work was to throw.
private struct UnexpectedFailure: Classified {
  let error: any Error
  var code: String { "unexpected" }
  var message: String { "something failed that should not have: \(error)" }
  var disposition: Disposition { .halt }
}
