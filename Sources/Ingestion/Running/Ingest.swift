package import Documents
import Fetching
import Pipeline
import Storage
package import SystemPackage

/// One ingest in this process, from the walk to the ledger.
///
/// The walk queues what it finds in the database, from where this process works on it, and any number of workers beside it; the gate
/// bounds the documents in the pipeline; the commit queue bounds those that wait for their commit. So memory does not grow with the folder.
package struct Ingest: Sendable {
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard

  package init(on resources: IngestResources, control: RunControl, board: ProgressBoard) {
    self.resources = resources
    self.control = control
    self.board = board
  }

  /// Who does the work that is found.
  package enum Hands: Sendable { case thisProcess, workers }

  /// Runs to the end, or to a soft stop; from the first item on the report says how it ended. What is thrown before leaves the job to be
  /// gone on with.
  package func run(_ request: IngestRequest, by hands: Hands = .thisProcess) async throws -> IngestReport {
    let walk = try Walk(request, threads: resources.threads)
    try await requireSpace()
    let store = jobStore()
    let (job, isResumed) = try await store.begin(request.stored, forWorkers: hands == .workers)
    return try await carryOut(request, job, store, isResumed: isResumed, walk, by: hands)
  }

  /// Goes on with a job where it was left, as `resume(_:own:by:prepare:)` does.
  package func resume(
    _ job: RowIdentifier, own: [FilePath], by hands: Hands = .thisProcess
  ) async throws -> IngestReport {
    guard try await jobStore().status(of: job) != "completed" else { throw JobError.completed }
    return try await resume(job, own: own, by: hands) { _ in }
  }

  /// Goes on with a job where it was left, with what it was asked to do then. `own` is what this installation keeps; `prepare` runs while
  /// the job is held, before any work.
  private func resume(
    _ job: RowIdentifier, own: [FilePath], by hands: Hands,
    prepare: (JobStore) async throws -> Void
  ) async throws -> IngestReport {
    let store = jobStore()
    let (stored, isWalked) = try await store.stored(job)
    guard JobKind(rawValue: stored.type) != nil else { throw JobError.notResumable(stored.type) }
    let request = try IngestRequest(stored, own: own)
    guard isWalked || request.again == nil else { throw JobError.notSelected }
    // Before the job is touched: what cannot be walked any more leaves it as it is.
    let walk = isWalked ? nil : try Walk(request, threads: resources.threads)
    try await requireSpace()
    // Its walk may have come to its end meanwhile.
    let isKnown = try await store.resume(job, forWorkers: hands == .workers)
    try await prepare(store)
    return try await carryOut(request, job, store, isResumed: true, isKnown ? nil : walk, by: hands)
  }

  /// Goes on with a job, and has it fetch once more what it left in one of `states` with nothing stored.
  package func retry(
    _ job: RowIdentifier, in states: [ItemState], own: [FilePath], by hands: Hands = .thisProcess
  ) async throws -> IngestReport {
    let database = resources.database
    return try await resume(job, own: own, by: hands) { store in
      let queue = WorkQueue(
        connection: database.connection(prepare: WorkQueue.prepare), user: database.user, worker: job)
      var last: Int64 = 0
      while case let page = try await store.failedSources(of: job, in: states, after: last, limit: Self.retriedAtOnce),
        let highest = page.last?.id
      {
        try await queue.enqueue(page.map { .source($0.source) }, in: job)
        last = highest
      }
    }
  }

  private static let retriedAtOnce = 512

  var threads: BlockingThreads { resources.threads }

  func jobStore() -> JobStore { JobStore(connection: resources.database.connection(), user: resources.database.user) }

  /// A disk that is full already ends a run before it begins.
  func requireSpace() async throws { try await resources.blobs.requireSpace(for: 0) }

  func carryOut(
    _ request: IngestRequest, _ id: RowIdentifier, _ store: JobStore, isResumed: Bool, _ walk: Walk?, by hands: Hands
  ) async throws -> IngestReport {
    let started = ContinuousClock.now
    if walk == nil { try await showKnownWork(of: id, store) }
    if walk != nil, let mark = WalkMark.of(request.roots) { try await store.mark(id, walking: mark) }
    let job = try await OpenJob(id, request, on: resources, store: store, isResumed: isResumed, isHeld: true)
    let meter = StageMeter()
    let session = try await IngestSession(
      job, request: request, resources: resources, control: control, board: board, meter: meter)
    let part: IngestSession.Part? = hands == .thisProcess ? .whole(walk) : walk.map { .walk($0) }
    var extractorMemory = 0
    if let part {
      extractorMemory = await job.withExtractors(request, on: resources) { pool in await session.run(part, pool: pool) }
    }
    var pruned = 0
    let ledger: [LedgerLine]
    if hands == .thisProcess || !control.isRunning {
      pruned = await session.conclude()
      ledger = await session.close()
    } else {
      ledger = try await store.ledger(of: id)
    }
    let queued = hands == .workers ? try await store.jobs(limit: 1, only: id).first?.queued ?? 0 : 0
    let totals = try await totals(of: id, request)
    let pageLimit = try await pageLimit(of: id, request)
    await store.letGo()
    return IngestReport(
      job: id, isResumed: isResumed, isRepeatable: !request.rescan && request.again == nil, ending: ending(by: hands),
      ledger: ledger, stages: meter.all,
      took: ContinuousClock.now - started, coordinatorMemory: peakMemoryOfThisProcess(),
      extractorMemory: extractorMemory, pruned: pruned, restored: board.current.restored, queued: queued,
      totals: totals,
      pageLimit: pageLimit)
  }

  /// Where nothing is walked, what the walk had met is what the job's row says.
  private func showKnownWork(of job: RowIdentifier, _ store: JobStore) async throws(StorageError) {
    guard let summary = try await store.jobs(limit: 1, only: job).first else { return }
    // Not the summary's numbers, which count rows of the ledger as well.
    let passed = try await store.passed(job)
    board.update {
      $0.seen = summary.total
      $0.done = summary.processed + summary.failed
      ($0.unchanged, $0.skipped) = passed
      $0.walkIsFinished = true
    }
  }

  private func totals(
    of job: RowIdentifier, _ request: IngestRequest
  ) async throws(StorageError) -> [ReextractionTotal] {
    guard request.again != nil, !control.isHalted else { return [] }
    let database = resources.database
    return try await ReextractionStore(connection: database.connection(), user: database.user).totals(of: job)
  }

  /// The limit of pages that the job came to, if it did: what was beyond it was not queued.
  private func pageLimit(of job: RowIdentifier, _ request: IngestRequest) async throws(StorageError) -> Int? {
    guard request.mayNamePages, !control.isHalted else { return nil }
    let database = resources.database
    let pages = try await PageStore(connection: database.connection(), user: database.user).count(of: job)
    return pages >= request.web.pages && pages > 0 ? request.web.pages : nil
  }

  private func ending(by hands: Hands) -> IngestReport.Ending {
    switch control.state {
    case .running: hands == .workers ? .queued : .completed
    case .stopping: .interrupted
    case .halted(let cause): .halted(cause)
    }
  }
}
