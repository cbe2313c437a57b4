import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// Archives and what is in them, by whole ingests of the built program.
@Suite(.database, .timeLimit(.minutes(4)))
struct ContainerTests {
  /// `a.tar` with `b/c.txt` and `inner.tar.gz`, in which is `deep.txt`.
  private func desk() throws -> Desk {
    let desk = try Desk()
    try desk.write("The lapwing tumbles.", to: "b/c.txt")
    try desk.write("The cormorant dives.", to: "deep.txt")
    try pack(desk)
    return desk
  }

  private func pack(_ desk: Desk) throws {
    try shell(
      """
      cd '\(desk.documents)' && tar -czf inner.tar.gz deep.txt && tar -cf ../a.tar b/c.txt inner.tar.gz
      rm -r b deep.txt inner.tar.gz && mv ../a.tar a.tar
      """)
  }

  @Test func `every member is a document of its own, under its path inside the container`() async throws {
    let desk = try desk()

    let outcome = try await desk.ingest()

    #expect(outcome.status == 0, "\(outcome.text)")
    #expect(try outcome.json["ledger"].counts == ["stored": 4])
    #expect(try outcome.json["files"].int == 4)
    let sources = try await desk.ask("SELECT string_agg(source_url, ' ' ORDER BY source_url) FROM artifact_sources")
    let file = "file://\(desk.documents)/a.tar"
    #expect(sources == "\(file) \(file)!/b/c.txt \(file)!/inner.tar.gz \(file)!/inner.tar.gz!/deep.txt")
    #expect(try await desk.search("cormorant")["total"].int == 1)
    let size = "SELECT file_size::text FROM job_items WHERE source_url LIKE '%/deep.txt'"
    #expect(try await desk.ask(size) == "20")
    #expect(try desk.blobCount() == 4)
  }

  @Test func `a container that did not change is not opened again`() async throws {
    let desk = try desk()
    _ = try await desk.ingest()

    let again = try await desk.ingest()

    #expect(try again.json["ledger"].counts == ["unchanged": 1])
    #expect(try await desk.search("cormorant")["total"].int == 1)
  }

  @Test func `what is no longer in a changed container is found on demand only`() async throws {
    let desk = try desk()
    _ = try await desk.ingest()
    try desk.write("The plover runs.", to: "b/c.txt")
    try shell("cd '\(desk.documents)' && tar -cf ../a.tar b/c.txt && rm -r b && mv ../a.tar a.tar")

    let outcome = try await desk.ingest()

    #expect(try outcome.json["ledger"].counts == ["stored": 2, "gone": 2])
    #expect(try await desk.search("plover")["total"].int == 1)
    #expect(try await desk.search("lapwing")["total"].int == 0)
    #expect(try await desk.search("cormorant")["total"].int == 0)
    #expect(try await desk.search("cormorant", "--all-versions")["total"].int == 1)
  }

  @Test(arguments: ["forgotten by its id", "pruned"])
  func `what is in a container now stays when a former version of it is`(removed how: String) async throws {
    let desk = try desk()
    // The former version is elsewhere as well, and gone from there later.
    try shell("cd '\(desk.documents)' && mkdir old && cp a.tar old/a.tar")
    _ = try await desk.ingest()
    try desk.write("The lapwing tumbles.", to: "b/c.txt")
    try desk.write("The plover runs.", to: "d.txt")
    try shell("cd '\(desk.documents)' && tar -cf ../a.tar b/c.txt d.txt && rm -r b d.txt old && mv ../a.tar a.tar")
    _ = try await desk.ingest()
    let former =
      "SELECT artifact_id::text FROM artifact_sources WHERE source_url LIKE '%/documents/a.tar' AND NOT is_current"

    if how == "pruned" {
      _ = try await desk.ingest("--prune")
    } else {
      #expect(try await desk.program.run("forget", try await desk.ask(former) ?? "").status == 0)
    }

    #expect(try await desk.search("plover")["total"].int == 1)
    #expect(try await desk.search("lapwing")["total"].int == 1)
    #expect(try await desk.search("cormorant", "--all-versions")["total"].int == 0)
    let current = "SELECT count(*)::text FROM artifact_sources WHERE is_current AND state <> 'gone'"
    #expect(try await desk.ask(current) == "3")
  }

  @Test func `a container that was moved takes its members along, unopened`() async throws {
    let desk = try desk()
    _ = try await desk.ingest()
    try shell("cd '\(desk.documents)' && mv a.tar z.tar")

    let outcome = try await desk.ingest("--prune")

    #expect(try outcome.json["ledger"].counts == ["moved": 4, "gone": 4])
    #expect(try outcome.json["pruned"].int == 0)
    let current = "SELECT count(*)::text FROM artifact_sources WHERE source_url LIKE '%z.tar!/%' AND is_current"
    #expect(try await desk.ask(current) == "3")
  }

  @Test func `members go with a container that is gone and pruned`() async throws {
    let desk = try desk()
    _ = try await desk.ingest()
    try shell("rm '\(desk.documents)/a.tar'")

    let outcome = try await desk.ingest("--prune", "--prune-all")

    #expect(try outcome.json["ledger"].counts == ["gone": 4])
    #expect(try outcome.json["pruned"].int == 4)
    #expect(try desk.blobCount() == 0)
  }

  @Test func `containers deeper than may be opened are kept unopened, and every member has its state`() async throws {
    let desk = try desk()
    try desk.write(
      """
      pipeline: small
      steps:
        - { stage: fetch }
        - { stage: dedupe }
        - { stage: detect }
        - { stage: extract, options: { members: 2, depth: 1 } }
        - { stage: persist }
      """, to: "../small.yaml")

    let outcome = try await desk.ingest("--pipeline", "\(desk.documents)/../small.yaml")

    #expect(outcome.status == 1)
    #expect(try outcome.json["ledger"].counts == ["stored": 2, "truncated": 1])
    let code = "SELECT problem_code FROM job_items WHERE state = 'truncated'"
    #expect(try await desk.ask(code) == "container_depth")
  }

  @Test func `what lies in copies of a container counts as its members do`() async throws {
    let desk = try Desk()
    try desk.write("The lapwing tumbles.", to: "a.txt")
    // Ten texts in ten archives in ten archives, equal as they are.
    try shell(
      """
      cd '\(desk.documents)' && for inner in a.txt b.tar c.tar; do
        for copy in 0 1 2 3 4 5 6 7 8 9; do cp "$inner" "$copy"; done
        tar -cf next ? && rm "$inner" ? && case "$inner" in (a.txt) mv next b.tar;; (b.tar) mv next c.tar;; (*) mv next d.tar;; esac
      done
      """)
    try desk.write(
      """
      pipeline: small
      steps:
        - { stage: fetch }
        - { stage: dedupe }
        - { stage: detect }
        - { stage: extract, options: { members: 300 } }
        - { stage: persist }
      """, to: "../small.yaml")

    let outcome = try await desk.ingest("--pipeline", "\(desk.documents)/../small.yaml")

    #expect(outcome.status == 1)
    let files = try #require(try outcome.json["files"].int)
    #expect((200...301).contains(files), "\(outcome.text)")
    let reasons = "SELECT string_agg(DISTINCT problem_code, ' ') FROM job_items WHERE state = 'truncated'"
    #expect(try await desk.ask(reasons) == "container_members")
  }
}
