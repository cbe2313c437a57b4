import Documents
import Storage
import Tagging

/// A job that this process works on.
struct OpenJob: Sendable {
  let id: RowIdentifier
  let isResumed: Bool
  /// Whether this process has the job in hand, by its lock: it tells of the walk, and ends the job. Others only do work of it.
  let isHeld: Bool
  let store: JobStore
  let work: WorkQueue
  /// With what they are expanded to.
  let keywords: [ExpandedKeyword]
  /// Whether keyphrases are weighed by the collection.
  private let usesCollection: Bool

  /// `worker` is under which leases are held: the job's own id for the process that has the job in hand.
  init(
    _ id: RowIdentifier, _ request: IngestRequest, on resources: IngestResources, store: JobStore, isResumed: Bool,
    isHeld: Bool, worker: RowIdentifier? = nil
  ) async throws {
    self.id = id
    self.isResumed = isResumed
    self.isHeld = isHeld
    self.store = store
    let database = resources.database
    work = WorkQueue(
      connection: database.connection(prepare: WorkQueue.prepare), user: database.user, worker: worker ?? id,
      lease: resources.lease)
    keywords = try await Self.expand(request, of: id, in: store)
    // What the collection held before: a job's own words in it would weigh differently for those who come later.
    let collection = try await store.stored(id).request.settings["collection"]
    usesCollection = FrequentWords.areEnough(documents: collection.flatMap { Int($0) } ?? 0)
  }

  /// The job's keywords with what they are expanded to, which the job's row says as well.
  private static func expand(
    _ request: IngestRequest, of id: RowIdentifier, in store: JobStore
  ) async throws -> [ExpandedKeyword] {
    guard request.plan.tags, !request.keywords.isEmpty else { return [] }
    let related = try await store.related(to: request.keywords)
    return try await store.expand(id, to: KeywordExpansion().expand(request.keywords, related: related))
  }

  /// Runs `body` with extractors for this job; gives the most memory that any of them held.
  func withExtractors(
    _ request: IngestRequest, on resources: IngestResources, _ body: (ExtractorPool) async -> Void
  ) async -> Int {
    let extract = request.plan.extractStep
    let limits = ProcessLimits(
      memory: Int(extract.memory), stall: extract.stall, recognises: extract.recognition != nil)
    let statistics = usesCollection ? StatisticsFile(database: resources.database, folder: resources.spool.path) : nil
    // The pool looks at its processes for the last time when it ends them, so it is asked after that.
    let ended = await ExtractorPool.run(
      program: resources.extractor, count: resources.extractors, limits: limits, spool: resources.spool,
      statistics: statistics
    ) { pool in
      await body(pool)
      return pool
    }
    await statistics?.remove()
    return ended.peakMemory()
  }
}

/// Why a job cannot be done, or gone on with.
enum JobError: Classified {
  /// A folder in which nothing is left, and so many documents of which would be removed.
  case nothingLeft(SourceURL, Int)
  case notResumable(String)
  case notSelected
  case completed

  var code: String { if case .nothingLeft = self { "nothing_left" } else { "not_resumable" } }
  var message: String {
    switch self {
    case .nothingLeft(let folder, let count):
      """
      there is nothing in \(folder.path.map { "\($0)" } ?? folder.string), and \(count == 1 ? "a document that was" : "\(count) documents that were") \
      found there would be removed: is a disk not mounted? Nothing was marked as gone; `ingest --prune --prune-all` removes \
      \(count == 1 ? "it" : "them")
      """
    case .completed: "it was completed, and nothing of it is left; `stratlogic jobs retry` fetches again what failed"
    case .notSelected: "the run ended before its documents were selected; begin it again, as it was begun"
    case .notResumable(let type): "a job of the type '\(type)' cannot be resumed by this program"
    }
  }
  var disposition: Disposition { .halt }
}
