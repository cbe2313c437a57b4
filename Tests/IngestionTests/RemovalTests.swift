import DatabaseTesting
import Documents
import Fetching
import Ingestion
import Pipeline
import ProgramTesting
import Storage
import Synchronization
import SystemPackage
import Testing

/// Contents that are removed while others come to refer to them.
@Suite(.database, .timeLimit(.minutes(4)))
struct RemovalTests {
  @Test func `a content that an ingest is about to refer to is not removed`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits.", to: "a.txt")
    let home = try Home(desk.folder.path.appending("home")).create()
    let threads = BlockingThreads(count: 1)
    let store = try FolderBlobStore(root: home.blobs, threads: threads)
    let database = try await Database(conninfo: TestDatabase.current.conninfo, userName: "local")
    let digest = try #require(
      ContentDigest(hex: String(try shell("sha256sum < '\(desk.documents)/a.txt'").prefix(64))))
    let removal = Mutex<Task<Int, any Error>?>(nil)
    let meddling = MeddlingBlobStore(
      store,
      sealed: {
        // What `forget` does once the last artifact of a content is deleted.
        let task = Task { try await ContentRemoval(connection: database.connection(), blobs: store).remove([digest]) }
        removal.withLock { $0 = task }
        try? await desk.wait(
          for: """
            SELECT count(*) > 0 FROM pg_locks
            WHERE locktype = 'advisory' AND mode = 'ExclusiveLock' AND NOT granted
            AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
      })

    let report = try await Self.ingest(desk, database, meddling, home, threads)
    let removed = try await removal.withLock { $0 }?.value

    #expect(report.ledger.map(\.state) == [.stored])
    #expect(removed == 0)
    #expect(try await store.contains(digest))
  }

  @Test func `a document that the database refuses and its copies end in one state, with one reason`() async throws {
    let desk = try Desk()
    for name in ["a.txt", "b.txt", "c.txt"] { try desk.write("What nobody may store.", to: FilePath(name)) }
    try desk.write("A heron waits.", to: "d.txt")
    try await desk.execute(
      """
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN RAISE EXCEPTION 'no room for this' USING ERRCODE = '54000'; END $$
      """)
    try await desk.execute(
      """
      CREATE TRIGGER refuse BEFORE INSERT ON artifacts FOR EACH ROW
      WHEN (NEW.content_text LIKE 'What nobody%') EXECUTE FUNCTION refuse()
      """)

    let outcome = try await desk.ingest()

    let problems = "SELECT string_agg(DISTINCT problem_code, ' ') FROM job_items WHERE state = 'corrupt'"
    #expect(try outcome.json["ledger"].counts == ["stored": 1, "corrupt": 3])
    #expect(try await desk.ask(problems) == "unstorable")
  }

  @Test func `a copy whose document was forgotten meanwhile is the next run's to read`() async throws {
    let desk = try Desk()
    try desk.write("A heron waits.", to: "a.txt")
    _ = try await desk.ingest()
    try desk.write("A heron waits.", to: "b.txt")
    // After the run has seen that the content is known, and before it commits.
    try await desk.execute(
      """
      CREATE FUNCTION forget_now() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN DELETE FROM artifacts; RETURN NULL; END $$
      """)
    try await desk.execute(
      "CREATE TRIGGER forget_now BEFORE INSERT ON artifacts FOR EACH STATEMENT EXECUTE FUNCTION forget_now()")

    let disturbed = try await desk.ingest()
    try await desk.execute("DROP TRIGGER forget_now ON artifacts")
    let next = try await desk.ingest()

    #expect(try disturbed.json["ledger"]["cancelled"].int == 1)
    #expect(disturbed.status == 1)
    #expect(try next.json["ledger"].counts == ["stored": 1, "duplicate": 1])
  }

  private static func ingest(
    _ desk: Desk, _ database: Database, _ blobs: any BlobStore, _ home: Home, _ threads: BlockingThreads
  ) async throws -> IngestReport {
    let resources = IngestResources(
      database: database, blobs: blobs, threads: threads, spool: SpoolFolder(path: home.spool),
      extractor: Program.products.appending("stratlogic-extract"), extractors: 1)
    let request = IngestRequest(roots: [.path(desk.documents)], plan: try BuiltInPipeline.plan())
    return try await Ingest(on: resources, control: RunControl(), board: ProgressBoard()).run(request)
  }
}
