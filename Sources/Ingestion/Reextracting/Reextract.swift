import Documents
import Pipeline
package import Storage

/// One run over stored documents, from the selection to the ledger. Sources are not looked at: what is extracted again are the bytes that were kept.
///
/// The same pipeline as an ingest's, behind `fetch` and without asking whether the content is known; what lies inside of documents goes the
/// whole way, since it may be new.
package struct Reextract: Sendable {
  private let request: ReextractRequest
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard

  package init(
    _ request: ReextractRequest, on resources: IngestResources, control: RunControl, board: ProgressBoard
  ) {
    self.request = request
    self.resources = resources
    self.control = control
    self.board = board
  }

  /// What would be done: documents by what extracted them, with what that took.
  package static func preview(
    _ request: ReextractRequest, on database: Database
  ) async throws(StorageError) -> [SelectedDocuments] {
    let store = ReextractionStore(connection: database.connection(), user: database.user)
    let review = RecipeReview(try await store.recipes(), plan: request.plan)
    return try await store.select(request.selection(review), for: nil)
  }

  /// Runs to the end, or to a soft stop. Throws only before there is a job; from then on the report says how it ended.
  package func run() async throws -> ReextractReport {
    let started = ContinuousClock.now
    let database = resources.database
    let jobs = JobStore(connection: database.connection(), user: database.user)
    let store = ReextractionStore(connection: database.connection(), user: database.user)
    let (job, isResumed) = try await jobs.begin(request.job)
    let review = RecipeReview(try await store.recipes(), plan: request.plan)
    let work = WorkQueue(connection: database.connection(), user: database.user, worker: job)
    try await select(for: job, isResumed: isResumed, store, review, work, jobs)
    let meter = StageMeter()
    let session = ReextractSession(
      request: request, resources: resources, control: control, board: board, job: job, jobs: jobs, store: store,
      work: work, currentTagging: review.currentTagging, meter: meter)
    let extract = request.plan.extractStep
    let limits = ProcessLimits(
      memory: Int(extract.memory), stall: extract.stall, recognises: extract.recognition != nil)
    let statistics = StatisticsFile(database: database, folder: resources.spool.path)
    let pool = await ExtractorPool.run(
      program: resources.extractor, count: resources.extractors, limits: limits, spool: resources.spool,
      statistics: statistics
    ) { pool in
      await session.run(pool: pool)
      return pool
    }
    await statistics.remove()
    let (ledger, totals) = await session.close()
    return ReextractReport(
      job: job, isResumed: isResumed, ending: ending, ledger: ledger, totals: totals, stages: meter.all,
      took: ContinuousClock.now - started, coordinatorMemory: peakMemoryOfThisProcess(),
      extractorMemory: pool.peakMemory())
  }

  /// Queues what is to be done. It is queued whole or not at all, so a run that is taken up, and has anything to do or done, has it all.
  private func select(
    for job: RowIdentifier, isResumed: Bool, _ store: ReextractionStore, _ review: RecipeReview, _ work: WorkQueue,
    _ jobs: JobStore
  ) async throws(StorageError) {
    var isSelected = false
    if isResumed {
      let outlook = try await work.outlook(of: job)
      let ledger = try await jobs.ledger(of: job)
      isSelected = outlook?.hasItems == true || !ledger.isEmpty
    }
    if !isSelected { try await store.select(request.selection(review), for: job) }
    try await work.closeIntake(of: job)
    if let summary = try await jobs.jobs(limit: 1, only: job).first {
      board.update {
        $0.seen = summary.total
        $0.done = summary.processed + summary.failed
        $0.walkIsFinished = true
      }
    }
  }

  private var ending: IngestReport.Ending {
    switch control.state {
    case .running: .completed
    case .stopping: .interrupted
    case .halted(let cause): .halted(cause)
    }
  }
}
