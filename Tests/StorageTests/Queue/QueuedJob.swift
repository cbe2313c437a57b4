import DatabaseTesting
import Documents
import PQ

@testable import Storage

/// A job with queued files, as workers of a test see it.
struct QueuedJob {
  let database: Database
  let store: JobStore
  let id: RowIdentifier
  let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)

  /// Queues `count` files of `user`; all work of the job is known then.
  init(_ count: Int, title: String = "files", user: String = "local", isWalked: Bool = true) async throws {
    database = try await Database(conninfo: TestDatabase.current.conninfo, userName: user)
    store = JobStore(connection: database.connection(), user: database.user)
    let request = JobRequest(
      type: "ingest", title: title, roots: [title], keywords: [], pipeline: "", settings: [:])
    id = try await store.begin(request, forWorkers: true).job
    await store.letGo()
    let queue = worker()
    try await queue.enqueue((0..<count).map { Self.file($0) }, in: id)
    if isWalked { try await queue.closeIntake(of: id) }
  }

  static func file(_ number: Int) -> WorkItem { .source(SourceURL(string: "file:///\(number).txt")) }

  /// The queue as a worker of its own sees it.
  func worker(lease: Duration = WorkQueue.standardLease) -> WorkQueue {
    WorkQueue(
      connection: database.connection(prepare: WorkQueue.prepare), user: database.user, worker: .new(), lease: lease)
  }

  /// Ends files in a batch, as a worker does that has them in hand.
  func commit(_ numbers: some Sequence<Int>, as state: ItemState = .vanished) async throws {
    let connection = database.connection(prepare: BatchWriter.prepare)
    let writer = BatchWriter(
      connection: connection, job: id, user: database.user, lookedAt: 2,
      recipes: RecipeBook(rules: ExtractionRules(), pipeline: ""), members: 100)
    try await writer.hold()
    let items = numbers.map { number in
      BatchItem.failed(
        SourceURL(string: "file:///\(number).txt"), state, Problem(code: state.rawValue, message: "it ended so"))
    }
    _ = try await writer.commit(items)
  }

  /// `total processed failed open progress status` of the job.
  func counts() async throws -> String {
    try await ask(
      """
      SELECT concat_ws(' ', total_items, processed_items, failed_items,
        (SELECT count(*) FROM job_queue WHERE job_id = job.id), progress, status)
      FROM scraping_jobs AS job WHERE id = '\(id)'
      """)
  }

  func ask(_ sql: String) async throws -> String {
    try await owner.first(Query(sql) { (row: borrowing RowReader) throws(PQError) in try row.text(0) }) ?? ""
  }
}

extension [ClaimedItem] {
  /// The files' numbers, in order.
  var numbers: [Int] {
    compactMap { item in
      guard case .source(let source) = item.work else { return nil }
      return Int(source.string.dropFirst("file:///".count).dropLast(".txt".count))
    }
  }
}
