import DatabaseTesting
import Documents
import Fetching
import Ingestion
import Pipeline
import ProgramTesting
import Storage
import SystemPackage
import Testing

/// Files that are not the same from one moment to the next, while a run reads them.
@Suite(.database, .timeLimit(.minutes(4)))
struct DisturbedRunTests {
  @Test func `files that vanish before they are read end as vanished, and the others are stored`() async throws {
    let desk = try Desk()
    for number in 1...3 { try desk.write("Document \(number) of three.", to: FilePath("\(number).txt")) }

    let report = try await ingest(desk) { opened in
      for number in 2...3 where opened == 1 {
        try? desk.folder.remove(FilePath("documents/\(number).txt"))
      }
    }

    #expect(report.counts == [.stored: 1, .vanished: 2])
    #expect(report.hasFailures)
  }

  @Test
  func `a file that grows whenever it is read is stored as it was read last, and looked at again by the next run`()
    async throws
  {
    let desk = try Desk()
    try desk.write("A log:\n", to: "a.log")

    let report = try await ingest(desk) { _ in try? desk.folder.append("one line more\n", to: "documents/a.log") }
    let stored = try await desk.ask("SELECT content_text FROM artifacts")
    let next = try await desk.ingest()

    #expect(report.counts == [.stored: 1])
    #expect(stored?.hasPrefix("A log:\none line more") == true)
    #expect(try next.json["ledger"].counts == ["stored": 1])
    #expect(try await blobsMatchTheirNames(desk))
  }

  @Test func `a file that shrinks while it is read is stored as it is in the end`() async throws {
    let desk = try Desk()
    try desk.write(String(repeating: "line\n", count: 100_000), to: "a.txt")

    let report = try await ingest(desk) { opened in
      if opened == 1 { _ = try? desk.write("nothing left but this", to: "a.txt") }
    }

    #expect(report.counts == [.stored: 1])
    #expect(try await desk.ask("SELECT content_text FROM artifacts") == "nothing left but this")
    #expect(try await blobsMatchTheirNames(desk))
  }

  @Test func `whatever comes and goes during a run, each file seen ends in one state, and a quiet run settles it`()
    async throws
  {
    let desk = try Desk()
    for number in 0..<120 { try desk.write("Document \(number).", to: FilePath("\(number % 7)/\(number).txt")) }
    let hands = Task {
      var turn = 0
      while !Task.isCancelled {
        let name = FilePath("\(turn % 7)/\(turn % 120).txt")
        switch turn % 3 {
        case 0: try? desk.folder.remove(FilePath("documents").pushing(name))
        case 1: try? desk.folder.append("More, in turn \(turn).", to: FilePath("documents").pushing(name))
        default: _ = try? desk.write("Anew, in turn \(turn).", to: name)
        }
        turn += 1
        await Task.yield()
      }
    }

    let disturbed = try await desk.ingest()
    hands.cancel()
    await hands.value
    let quiet = try await desk.ingest()

    let ledger = try disturbed.json["ledger"].counts
    #expect(Set(ledger.keys).isSubset(of: ["stored", "duplicate", "vanished", "empty", "unchanged"]), "\(ledger)")
    #expect(try disturbed.json["files"].int == ledger.values.reduce(0, +))
    #expect(quiet.status == 0)
    #expect(try quiet.json["files"].int == desk.find())
    let current =
      "SELECT count(*)::text FROM artifact_sources WHERE is_current AND state <> 'gone' AND artifact_id IS NOT NULL"
    #expect(try await desk.ask(current) == "\(try desk.find())")
    #expect(try await blobsMatchTheirNames(desk))
  }

  /// Ingests in this process, with one reading thread, calling `meddle` with 1, 2, ... whenever a file has been opened.
  private func ingest(_ desk: Desk, meddle: @escaping @Sendable (Int) -> Void) async throws -> IngestReport {
    let threads = BlockingThreads(count: 1)
    let home = try Home(desk.folder.path.appending("home")).create()
    let resources = IngestResources(
      database: try await Database(conninfo: TestDatabase.current.conninfo, userName: "local"),
      blobs: MeddlingBlobStore(try FolderBlobStore(root: home.blobs, threads: threads), meddle: meddle),
      threads: threads, spool: SpoolFolder(path: home.spool),
      extractor: Program.products.appending("stratlogic-extract"), extractors: 1)
    let request = IngestRequest(roots: [.path(desk.documents)], plan: try BuiltInPipeline.plan())
    return try await Ingest(on: resources, control: RunControl(), board: ProgressBoard()).run(request)
  }

  /// Whether each blob has the digest it is named by, and each artifact has one.
  private func blobsMatchTheirNames(_ desk: Desk) async throws -> Bool {
    let wrong = try shell(
      "cd '\(desk.blobs)' && find . -type f | while read f; do echo \"${f##*/}  $f\"; done | sha256sum -c --quiet")
    let names = try shell("find '\(desk.blobs)' -type f -printf '%f\\n'").split(separator: "\n").map(String.init)
    let known = try await desk.ask("SELECT string_agg(content_hash, ' ') FROM artifacts") ?? ""
    return wrong.isEmpty && Set(known.split(separator: " ").map(String.init)).isSubset(of: names)
  }
}

extension IngestReport {
  fileprivate var counts: [ItemState: Int] {
    Dictionary(uniqueKeysWithValues: ledger.map { ($0.state, $0.count) })
  }
}
