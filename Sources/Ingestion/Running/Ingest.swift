import Documents
import Fetching
import Pipeline
import Storage
import Tagging

/// One ingest, from the walk to the ledger.
///
/// The walk runs ahead of the pipeline by one batch of names; the gate bounds the documents in the pipeline; the queue bounds
/// those that wait for their commit. So memory does not grow with the folder.
package struct Ingest: Sendable {
  private let request: IngestRequest
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard

  package init(_ request: IngestRequest, on resources: IngestResources, control: RunControl, board: ProgressBoard) {
    self.request = request
    self.resources = resources
    self.control = control
    self.board = board
  }

  /// Documents between the walk and their batch at one time.
  private static let documentsInFlight = 64
  /// Transactions at one time. Each is the work of one core, in its server's process or, for the index, in this one.
  private static let committers = 2

  /// Runs to the end, or to a soft stop. Throws only before there is a job; from then on the report says how it ended.
  package func run() async throws -> IngestReport {
    let started = ContinuousClock.now
    let walk = try Walk(request, threads: resources.threads)
    try await resources.blobs.requireSpace(for: 0)
    let store = JobStore(connection: resources.database.connection(), user: resources.database.user)
    let (job, isResumed) = try await store.begin(jobRequest)
    let keywords = try await expand(request.keywords, for: job, in: store)
    let meter = StageMeter()
    let session = IngestSession(
      request: request, resources: resources, control: control, board: board, job: job, isResumed: isResumed,
      meter: meter, jobs: store, keywords: keywords)
    let extract = request.plan.extractStep
    let limits = ProcessLimits(
      memory: Int(extract.memory), stall: extract.stall, recognises: extract.recognition != nil)
    // The pool looks at its processes for the last time when it ends them, so it is asked after that.
    // A job that goes on has words of its own in the collection; without them, it ends as it would have ended undisturbed.
    let statistics = isResumed ? nil : StatisticsFile(database: resources.database, folder: resources.spool.path)
    let ended = await ExtractorPool.run(
      program: resources.extractor, count: resources.extractors, limits: limits, spool: resources.spool,
      statistics: statistics
    ) { pool in
      await session.run(walk, pool: pool, documents: Self.documentsInFlight, committers: Self.committers)
      return pool
    }
    await statistics?.remove()
    let pruned = await session.finishSources()
    await session.finishIndex()
    let ledger = await session.close()
    return IngestReport(
      job: job, isResumed: isResumed, ending: ending, ledger: ledger, stages: meter.all,
      took: ContinuousClock.now - started, coordinatorMemory: peakMemoryOfThisProcess(),
      extractorMemory: ended.peakMemory(),
      pruned: pruned)
  }

  /// The job's keywords with what they are expanded to, which the job's row says as well.
  private func expand(
    _ keywords: [String], for job: RowIdentifier, in store: JobStore
  ) async throws -> [ExpandedKeyword] {
    guard request.plan.tags, !keywords.isEmpty else { return [] }
    let expanded = KeywordExpansion().expand(keywords, related: try await store.related(to: keywords))
    let words = Set(try await store.expand(job, to: expanded.filter { $0.origin != .given }.map(\.word)))
    return expanded.filter { $0.origin == .given || words.contains($0.word) }
  }

  private var ending: IngestReport.Ending {
    switch control.state {
    case .running: .completed
    case .stopping: .interrupted
    case .halted(let cause): .halted(cause)
    }
  }

  private var jobRequest: JobRequest {
    let roots = request.roots.map(\.label)
    let title = request.title ?? roots.joined(separator: ", ")
    return JobRequest(
      type: "ingest", title: title, roots: roots, keywords: request.keywords, pipeline: request.plan.definition.text,
      settings: [
        "pipeline": request.plan.definition.name, "rescan": "\(request.rescan)", "follow": "\(request.follow)",
        "prune": "\(request.prune)",
      ])
  }
}
