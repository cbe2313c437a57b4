import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(2)))
struct WorkQueueTests {
  @Test func `gives every item to one worker, in the order in which they were found`() async throws {
    let job = try await QueuedJob(10)
    let (first, second) = (job.worker(), job.worker())

    let claims = [
      try await first.claim(4, of: job.id), try await second.claim(4, of: job.id), try await first.claim(4, of: job.id),
      try await second.claim(4, of: job.id),
    ]

    #expect(claims.map(\.numbers) == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9], []])
  }

  @Test func `queues an item once, however often it is found`() async throws {
    let job = try await QueuedJob(3)

    let again = try await job.worker().enqueue((0..<5).map { QueuedJob.file($0) }, in: job.id)

    #expect(again == 2)
    #expect(try await job.counts() == "5 0 0 5 0 pending")
  }

  @Test func `an item whose lease ran out is another worker's, and counts as begun once more`() async throws {
    let job = try await QueuedJob(2)

    let dead = try await job.worker(lease: .zero).claim(1, of: job.id)
    let heirs = try await job.worker().claim(2, of: job.id)

    #expect(dead.numbers == [0])
    #expect(heirs.map(\.attempt) == [2, 1])
  }

  @Test func `a heartbeat keeps what a worker has, and nothing else`() async throws {
    let job = try await QueuedJob(2)
    let connection = job.database.connection()
    let name = RowIdentifier.new()
    let (short, long) = (
      WorkQueue(connection: connection, user: job.database.user, worker: name, lease: .zero),
      WorkQueue(connection: connection, user: job.database.user, worker: name)
    )
    _ = try await short.claim(1, of: job.id)
    try await long.heartbeat()
    let others = try await job.worker(lease: .zero).claim(2, of: job.id)
    try await long.heartbeat()

    #expect(others.numbers == [1])
    #expect(try await job.worker().claim(2, of: job.id).numbers == [1])
  }

  @Test func `new items and such as were begun before take turns`() async throws {
    let job = try await QueuedJob(10)
    _ = try await job.worker(lease: .zero).claim(6, of: job.id)

    let claimed = try await job.worker().claim(4, of: job.id)

    #expect(claimed.map(\.attempt) == [2, 2, 1, 1])
    #expect(claimed.numbers == [0, 1, 6, 7])
  }

  @Test func `what is given back is ready at once, as if it had not been begun; what was lost counts`() async throws {
    let job = try await QueuedJob(2)
    let worker = job.worker()

    _ = try await worker.claim(2, of: job.id)
    try await worker.giveBack(job.id)
    let again = try await worker.claim(2, of: job.id)
    try await worker.giveBack(job.id, lost: true)
    let afterLoss = try await worker.claim(2, of: job.id) + worker.claim(2, of: job.id)

    #expect(again.map(\.attempt) == [1, 1])
    #expect(afterLoss.map(\.attempt) == [2, 2])
  }

  @Test func `a failure that may pass puts an item off, ever longer, until it was tried often enough`() async throws {
    let job = try await QueuedJob(1)
    let problem = Problem(code: "resources_exhausted", message: "no descriptors")
    var pauses: [Int] = []
    var arePutOff: [Bool] = []

    for _ in 0..<ClaimedItem.attempts {
      let worker = job.worker()
      try await job.owner.execute(Statement("UPDATE job_queue SET ready_at = now()"))
      let item = try #require(try await worker.claim(1, of: job.id).first)
      arePutOff.append(try await worker.retryLater(item.work, of: job.id, because: problem))
      if arePutOff.last == true {
        pauses.append(
          Int(try await job.ask("SELECT round(extract(epoch FROM ready_at - now()))::int::text FROM job_queue")) ?? 0)
      }
    }

    #expect(arePutOff == [true, true, true, true, false])
    #expect(pauses == [1, 2, 4, 8])
    #expect(try await job.ask("SELECT problem_code FROM job_queue") == "resources_exhausted")
  }

  @Test func `what is postponed is not to be had before its time, and was not begun`() async throws {
    let job = try await QueuedJob(2)
    let (worker, other) = (job.worker(), job.worker())
    _ = try await worker.claim(2, of: job.id)

    try await worker.postpone(SourceURL(string: "file:///0.txt"), of: job.id, by: .seconds(60))
    try await worker.postpone(SourceURL(string: "file:///1.txt"), of: job.id, by: .zero)
    try await other.postpone(SourceURL(string: "file:///0.txt"), of: job.id, by: .zero)
    let claimed = try await other.claim(2, of: job.id)

    #expect(claimed.numbers == [1])
    #expect(claimed.map(\.attempt) == [1])
    #expect(try await job.worker().outlook(of: job.id)?.nextReady ?? .zero > .seconds(20))
  }

  @Test func `a worker whose lease is over decides nothing about the item`() async throws {
    let job = try await QueuedJob(1)
    let late = job.worker(lease: .zero)
    let item = try #require(try await late.claim(1, of: job.id).first)
    _ = try await job.worker().claim(1, of: job.id)

    let isPutOff = try await late.retryLater(
      item.work, of: job.id, because: Problem(code: "resources_exhausted", message: ""))

    #expect(isPutOff)
    #expect(try await job.ask("SELECT (leased_by IS NOT NULL AND problem_code IS NULL)::text FROM job_queue") == "true")
  }

  @Test func `an item that took its workers along again and again is given up, with the reason`() async throws {
    let job = try await QueuedJob(1)
    for _ in 0..<ClaimedItem.attempts { _ = try await job.worker(lease: .zero).claim(1, of: job.id) }

    let last = try #require(try await job.worker().claim(1, of: job.id).first)
    try await job.commit([0], as: .dead)

    #expect(last.death?.code == "worker_lost")
    #expect(try await job.counts() == "1 0 1 0 99 pending")
    #expect(try await job.ask("SELECT attempt::text FROM job_items WHERE state = 'dead'") == "6")
  }

  @Test func `the total is what was processed, what failed and what is open, at every moment`() async throws {
    let job = try await QueuedJob(4)
    let worker = job.worker()

    _ = try await worker.claim(3, of: job.id)
    #expect(try await job.counts() == "4 0 0 4 0 pending")
    try await job.commit([0, 1])
    #expect(try await job.counts() == "4 0 2 2 50 pending")
    // A batch whose answer was lost is committed again; what no walk had found comes on top.
    try await job.commit([1, 2, 9])
    #expect(try await job.counts() == "5 0 4 1 80 pending")
    _ = try await job.store.report(job.id, unchanged: 5, skipped: 1)
    #expect(try await job.counts() == "11 6 4 1 90 pending")
    _ = try await job.store.finish(job.id, .cancelled)
    #expect(try await job.counts() == "10 6 4 1 90 cancelled")
    _ = try await job.store.resume(job.id)
    #expect(try await job.counts() == "11 6 4 1 90 running")
    try await job.commit([3], as: .skipped)
    _ = try await job.store.finish(job.id, .completed)
    #expect(try await job.counts() == "11 7 4 0 100 completed")
  }

  @Test func `of a job that was cancelled nothing is handed out, and what is in flight counts`() async throws {
    let job = try await QueuedJob(4)
    _ = try await job.worker().claim(1, of: job.id)

    #expect(try await job.store.cancel(job.id))

    #expect(try await job.worker().claim(3, of: job.id).isEmpty)
    #expect(try await job.counts() == "0 0 0 4 0 cancelled")
    try await job.commit([0])
    #expect(try await job.counts() == "1 0 1 3 25 cancelled")
    _ = try await job.store.resume(job.id)
    #expect(try await job.worker().claim(3, of: job.id).count == 3)
  }

  @Test func `what a walk passed by is told apart from what the ledger says of what it found`() async throws {
    let job = try await QueuedJob(2)
    _ = try await job.store.report(job.id, unchanged: 5, skipped: 1)
    try await job.commit([0], as: .skipped)

    let passed = try await job.store.passed(job.id)
    let listed = try #require(try await job.store.jobs(limit: 1, only: job.id).first)

    #expect(passed == (unchanged: 5, skipped: 1))
    #expect((listed.unchanged, listed.skipped, listed.total) == (5, 2, 8))
  }

  @Test func `what is queued again is open, and no longer in the ledger`() async throws {
    let job = try await QueuedJob(2)
    try await job.commit([0, 1])

    try await job.worker().enqueue([QueuedJob.file(0)], in: job.id)

    #expect(try await job.counts() == "2 0 1 1 50 pending")
  }

  @Test func `what was finished meanwhile stays so, unless it is to be opened again`() async throws {
    let job = try await QueuedJob(2)
    try await job.commit([0])

    let queued = try await job.worker().enqueue((0..<3).map { QueuedJob.file($0) }, in: job.id, reopening: false)

    #expect(queued == 1)
    #expect(try await job.counts() == "3 0 1 2 33 pending")
  }

  @Test func `the database refuses a job that has ended and does not add up, or runs and never began`() async throws {
    let job = try await QueuedJob(1)

    for change in [
      "status = 'running', started_at = NULL", "status = 'completed'", "processed_items = 7",
      "progress = 101, status = 'failed'",
    ] {
      await #expect(throws: PQError.self, "\(change)") {
        try await job.owner.execute(Statement("UPDATE scraping_jobs SET \(change)"))
      }
    }
  }

  @Test func `claims read the front of an index, however long the queue`() async throws {
    let job = try await QueuedJob(0)
    try await job.owner.execute(
      Statement(
        """
        INSERT INTO job_queue (job_id, user_id, source_url)
        SELECT '\(job.id)', '\(job.database.user)', 'file:///' || n || '.txt' FROM generate_series(1, 20000) AS n
        """))
    let explain = Query("EXPLAIN (ANALYZE, BUFFERS) " + Self.claimWithValues(job)) {
      (row: borrowing RowReader) throws(PQError) in try row.text(0)
    }

    let plan = try await job.database.connection(prepare: WorkQueue.prepare).run(explain).joined(separator: "\n")

    #expect(plan.contains("Index Scan using idx_job_queue_new"))
    #expect(plan.contains("Index Scan using idx_job_queue_begun"))
    #expect(plan.contains("Index Scan using job_queue_pkey"))
    #expect(!plan.contains("Seq Scan") && !plan.contains("Bitmap") && !plan.contains("Sort Key: job_queue"))
    #expect(!plan.contains("Rows Removed"))
  }

  /// EXPLAIN takes no parameters by a prepared statement's number of columns, so they are put in.
  private static func claimWithValues(_ job: QueuedJob) -> String {
    QueueQueries.claim.sql.replacing("$1", with: "'\(job.id)'").replacing("$2", with: "'\(job.id)'")
      .replacing("$3", with: "64").replacing("$4", with: "30")
  }
}

@Suite(.database, .timeLimit(.minutes(2)))
struct JobTurnTests {
  @Test func `users take turns, and so do the jobs of one user`() async throws {
    let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
    try await owner.execute(
      Statement("INSERT INTO users (username, email, hashed_password) VALUES ('bob', 'b', '!')"))
    let mine = [try await QueuedJob(2, title: "a"), try await QueuedJob(2, title: "b")]
    let his = try await QueuedJob(2, title: "c", user: "bob")

    var served: [RowIdentifier] = []
    for _ in 0..<5 { served.append(try #require(try await mine[0].store.next(of: ["ingest"])).job) }

    #expect(served == [mine[0].id, his.id, mine[1].id, his.id, mine[0].id])
    #expect(try await his.counts().hasSuffix("running"))
  }

  @Test func `a job is served when something of it is ready, or when it only waits for its end`() async throws {
    let job = try await QueuedJob(1)
    _ = try await job.worker().claim(1, of: job.id)
    let whileLeased = try await job.store.next(of: ["ingest"])
    try await job.commit([0])
    let whenDone = try await job.store.next(of: ["ingest"])
    let other = JobStore(connection: job.database.connection(), user: job.database.user)
    #expect(try await other.take(job.id))
    let whileEnded = try await job.store.next(of: ["ingest"])

    #expect(whileLeased == nil)
    #expect(whenDone?.job == job.id)
    #expect(whileEnded == nil)
    #expect(try await job.store.next(of: ["reextract"]) == nil)
  }

  @Test func `who listens hears of new work, and of work that was queued since it began to`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    let bell = WorkBell(of: job.database)
    try await bell.arm()

    #expect(try await bell.wait(atMost: .zero) == false)
    try await job.worker().enqueue([QueuedJob.file(0)], in: job.id)

    #expect(try await bell.wait(atMost: .seconds(20)))
    #expect(try await bell.wait(atMost: .zero) == false)
  }
}

@Suite(.database, .timeLimit(.minutes(2)))
struct FinishedArtifactTests {
  @Test func `an artifact leaves the queue for the ledger once, whoever tries`() async throws {
    let shelf = try await Shelf()
    try await shelf.storeBatches(1, of: 3)
    let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
    let ids = try await owner.run(
      Query("SELECT id FROM artifacts ORDER BY id") { (row: borrowing RowReader) throws(PQError) in
        try row.identifier(0)
      })
    let store = JobStore(connection: shelf.database.connection(), user: shelf.database.user)
    let request = JobRequest(type: "reextract", title: "t", roots: [], keywords: [], pipeline: "", settings: [:])
    let job = try await store.begin(request).job
    let connection = shelf.database.connection()
    let queue = WorkQueue(connection: connection, user: shelf.database.user, worker: job)
    try await queue.enqueue(ids.map { .artifact($0) }, in: job)
    let claimed = try await queue.claim(3, of: job)

    let finished = [
      FinishedArtifact(artifact: ids[0], state: .stored),
      FinishedArtifact(artifact: ids[1], state: .corrupt, problem: Problem(code: "corrupt", message: "damaged")),
    ]
    let first = try await connection.withSession { (session: inout Session) throws(PQError) in
      try WorkQueue.finish(finished, of: job, in: &session)
    }
    let second = try await connection.withSession { (session: inout Session) throws(PQError) in
      try WorkQueue.finish(finished, of: job, in: &session)
    }

    #expect(claimed.map(\.work) == ids.map { .artifact($0) })
    #expect(Set(first) == Set(ids.prefix(2)))
    #expect(second.isEmpty)
    let summary = try #require(try await store.jobs(limit: 1, only: job).first)
    #expect([summary.total, summary.processed, summary.failed, summary.queued] == [3, 1, 1, 1])
    #expect(try await store.items(of: job, in: [.corrupt], after: 0, limit: 9).first?.problem?.message == "damaged")

    // As one that has its line already, from the container in which it lies.
    try await owner.execute(
      Statement(
        """
        INSERT INTO job_items (job_id, source_url, state, artifact_id)
            SELECT item.job_id, artifact.source_url, 'unchanged', artifact.id
            FROM job_queue AS item JOIN artifacts AS artifact ON artifact.id = item.artifact_id
        """))
    try await owner.execute(
      Statement("UPDATE scraping_jobs SET total_items = total_items + 1, processed_items = processed_items + 1"))
    _ = try await connection.withSession { (session: inout Session) throws(PQError) in
      try WorkQueue.finish([FinishedArtifact(artifact: ids[2], state: .stored)], of: job, in: &session)
    }
    let ended = try #require(try await store.jobs(limit: 1, only: job).first)
    #expect([ended.total, ended.processed, ended.failed, ended.queued] == [3, 2, 1, 0])
  }
}
