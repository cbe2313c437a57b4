import DatabaseTesting
import Documents
import PQ
import Testing

@testable import Storage

@Suite(.database, .timeLimit(.minutes(2)))
struct PageStoreTests {
  private static func pages(_ numbers: some Sequence<Int>) -> [SourceURL] {
    numbers.map { SourceURL(string: "http://example.org/\($0)") }
  }

  private func store(of job: QueuedJob) -> PageStore {
    PageStore(connection: job.database.connection(prepare: WorkQueue.prepare), user: job.database.user)
  }

  @Test func `a job comes across a page once, in the order in which it was named`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    let store = store(of: job)

    let first = try await store.queue(Self.pages([3, 1, 3, 2]), in: job.id)
    let again = try await store.queue(Self.pages([1, 4]), in: job.id)
    let claimed = try await job.worker().claim(9, of: job.id).compactMap { item in
      if case .source(let source) = item.work { source.name } else { nil }
    }

    #expect((first, again) == (3, 1))
    #expect(claimed == ["3", "1", "2", "4"])
    #expect(try await job.counts() == "4 0 0 4 0 pending")
    #expect(try await store.count(of: job.id) == 4)
  }

  @Test func `what was come across is not queued again once it has ended, and a limit holds for all`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    let store = store(of: job)
    _ = try await store.queue(Self.pages(1...3), in: job.id)
    _ = try await job.ask("WITH done AS (DELETE FROM job_queue RETURNING 1) SELECT count(*)::text FROM done")

    let within = try await store.queue(Self.pages(1...9), limit: 5, in: job.id)
    let beyond = try await store.queue(Self.pages(1...9), limit: 5, in: job.id)
    let named = try await store.queue(Self.pages(9...9), in: job.id)

    #expect((within, beyond, named) == (2, 0, 1))
  }

  @Test func `a page is known by what is recorded of its current version`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    let store = store(of: job)
    let page = SourceURL(string: "http://example.org/a")
    let unknown = try await store.known(page, in: job.id)
    let user = job.database.user.text
    _ = try await job.ask(
      """
      WITH artifact AS (
        INSERT INTO artifacts (user_id, artifact_type, content_hash, minio_path)
        VALUES ('\(user)', 'web_page', '\(String(repeating: "ab", count: 32))', 'x') RETURNING id
      ),
      source AS (
        INSERT INTO artifact_sources (artifact_id, user_id, source_url, state, modified_ns, file_size)
        SELECT id, '\(user)', '\(page.string)', 'stored', 7, 9 FROM artifact RETURNING id
      )
      INSERT INTO web_pages (source_id, user_id, entity_tag) SELECT id, '\(user)', '"1"' FROM source RETURNING entity_tag
      """)
    _ = try await store.queue([page], in: job.id)

    let known = try await store.known(page, in: job.id)
    let foreign = try await store.known(SourceURL(string: "http://example.org/b"), in: job.id)

    #expect(unknown.digest == nil && foreign.digest == nil)
    #expect(known.digest?.hex == String(repeating: "ab", count: 32))
    #expect((known.entityTag, known.lastModified, known.modified, known.size, known.depth) == ("\"1\"", nil, 7, 9, 0))
    #expect(!known.isGone)
  }

  @Test func `a turn at a site is one process's for as long as the site wants its rest`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    let (first, second) = (store(of: job), store(of: job))

    #expect(try await first.takeTurn(at: "http://a", rest: .seconds(60)) == nil)
    let wait = try #require(try await second.takeTurn(at: "http://a", rest: .seconds(60)))
    #expect(wait > .seconds(50) && wait <= .seconds(60))
    #expect(try await second.takeTurn(at: "http://b", rest: .zero) == nil)
    #expect(try await first.takeTurn(at: "http://b", rest: .seconds(1)) == nil)
  }

  @Test func `what is over for a day is forgotten`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    _ = try await job.ask(
      "INSERT INTO site_turns SELECT source_key(url), now() - interval '2 days' FROM (VALUES ('a'), ('b')) AS old (url) RETURNING '1'"
    )

    #expect(try await store(of: job).takeTurn(at: "a", rest: .seconds(1)) == nil)
    #expect(try await job.ask("SELECT count(*)::text FROM site_turns") == "1")
  }

  /// Conditions that a policy adds must not keep the lookups from their indexes.
  @Test func `a page is looked up by its keys, however many pages there are`() async throws {
    let job = try await QueuedJob(0, isWalked: false)
    let user = job.database.user.text
    _ = try await job.ask(
      """
      WITH sources AS (
        INSERT INTO artifact_sources (user_id, source_url, state)
        SELECT '\(user)', 'http://example.org/' || n, 'stored' FROM generate_series(1, 20000) AS n RETURNING id
      ), pages AS (INSERT INTO web_pages (source_id, user_id) SELECT id, '\(user)' FROM sources RETURNING 1)
      SELECT count(*)::text FROM pages
      """)
    _ = try await job.owner.execute(Statement("ANALYZE artifact_sources"))
    let connection = job.database.connection(prepare: WorkQueue.prepare)
    let plan = Query("EXPLAIN " + sql(PackageResources.page_known_sql)) { (row: borrowing RowReader) throws(PQError) in
      try row.text(0)
    }

    let lines = try await connection.run(plan, [.text(user), .text(job.id.text), .text("http://example.org/7")])

    let text = lines.joined(separator: "\n")
    #expect(text.contains("artifact_sources_current_key"), "\(text)")
    #expect(text.contains("job_pages_pkey"), "\(text)")
    #expect(!text.contains("Seq Scan on artifact_sources"), "\(text)")
  }
}
