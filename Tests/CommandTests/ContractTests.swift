import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// The names of what commands print as JSON, which other programs rely on.
@Suite(.database, .timeLimit(.minutes(3)))
struct ContractTests {
  @Test func `ingest`() async throws {
    let (_, outcome) = try await ingested()

    let report = try outcome.json
    #expect(
      report.keys == [
        "job", "status", "resumed", "files", "ledger", "pruned", "seconds", "peak_memory", "stages", "error",
      ])
    #expect(report["status"].string == "completed")
    #expect(report["peak_memory"].keys == ["coordinator", "extractor"])
    #expect(report["peak_memory"].counts.values.allSatisfy { $0 > 1 << 20 })
    #expect(report["stages"].list.allSatisfy { $0.keys == ["stage", "documents", "seconds"] })
  }

  @Test func `search`() async throws {
    let (desk, _) = try await ingested()

    let page = try await desk.search("heron")

    #expect(
      page.keys == [
        "query", "parsed", "total", "total_is_exact", "facets_are_exact", "took_ms", "hits", "facets", "did_you_mean",
        "next",
      ])
    #expect(
      page["hits"][0].keys == [
        "artifact_id", "title", "source_url", "mime_type", "artifact_type", "language", "score", "page", "snippet",
        "created_at", "tags", "near_duplicates",
      ])
    #expect(page["facets"]["artifact_type"].counts.values.reduce(0, +) == 1)
    #expect(page["facets"]["mime_type"].counts == ["text/html": 1])
    #expect((page["took_ms"].double ?? 0) > 0)
  }

  @Test func `show, by a whole id and by its first digits`() async throws {
    let (desk, _) = try await ingested()
    let id = try #require(try await desk.search("heron")["hits"][0]["artifact_id"].string)

    let card = try await desk.program.run("show", id, "--json").json
    let short = try await desk.program.run("show", String(id.prefix(13)), "--json").json

    #expect(card == short)
    #expect(
      card.keys == [
        "artifact_id", "job_id", "artifact_type", "source_url", "title", "description", "content_hash", "file_size",
        "mime_type", "minio_path", "keywords", "tags", "state", "error", "page_count", "text_length",
        "boilerplate_length", "extractor", "language", "is_public", "created_at", "updated_at", "sources",
        "metadata_tags", "extractions",
      ])
    #expect(card["sources"].list.count == 2)
    #expect(
      card["sources"][0].keys == [
        "source_url", "state", "is_current", "file_size", "predecessor", "successor",
      ])
    #expect(card["metadata_tags"].list.allSatisfy { $0.keys == ["tag_type", "tag_key", "tag_value"] })
    #expect(
      card["extractions"].list.allSatisfy {
        $0.keys == ["extraction_type", "extracted_data", "confidence_score", "created_at"]
      })
    let hash = try #require(card["content_hash"].string)
    #expect(card["minio_path"].string == "artifacts/\(hash.prefix(2))/\(hash.dropFirst(2).prefix(2))/\(hash)")
    #expect(try await desk.program.run("show", id, "--text").text == "A heron waits.\n")
  }

  @Test func `jobs, one job, and its files`() async throws {
    let (desk, outcome) = try await ingested()
    let id = try #require(try outcome.json["job"].string)
    let summary: Set<String> = [
      "job", "job_type", "title", "status", "progress", "total_items", "processed_items", "failed_items",
      "unchanged_items", "skipped_items", "queued_items", "error_message", "started_at", "completed_at", "keywords",
      "roots",
    ]

    let list = try await desk.program.run("jobs", "--json").json
    let job = try await desk.program.run("jobs", id, "--json").json
    let short = try await desk.program.run("jobs", String(id.prefix(13)), "--json").json
    let items = try await desk.program.run("jobs", id, "--items", "--json").records
    let failed = try await desk.program.run("jobs", id, "--state", "failed", "--csv")

    #expect(list.keys == ["jobs"])
    #expect(list["jobs"][0].keys == summary)
    #expect(job.keys == summary.union(["ledger"]))
    #expect(short == job)
    #expect(job["ledger"].counts == ["stored": 1, "duplicate": 1, "corrupt": 1])
    #expect(job["failed_items"].int == 1)
    #expect(items.count == 3)
    #expect(items.allSatisfy { $0.keys == ["source_url", "state", "error", "artifact_id", "file_size", "attempt"] })
    #expect(failed.lines.first == "source_url,state,code,message,artifact_id,file_size")
    #expect(failed.lines.count == 2 && failed.lines.last?.contains("/broken.pdf,corrupt,") == true)
  }

  @Test func `forget, by id and by path`() async throws {
    let (desk, _) = try await ingested()
    let id = try #require(try await desk.search("heron")["hits"][0]["artifact_id"].string)

    let one = try await desk.program.run("forget", "\(desk.documents)/a.html", "--json").json
    let stillThere = try await desk.search("heron")["total"].int
    let byID = try await desk.program.run("forget", id, "--json").json
    let rest = try await desk.program.run("forget", desk.documents.string, "--json").json

    #expect(one.counts == ["artifacts": 0, "blobs": 0])
    #expect(stillThere == 1)
    #expect(byID.counts == ["artifacts": 1, "blobs": 1])
    #expect(rest.counts == ["artifacts": 1, "blobs": 1])
    #expect(try desk.blobCount() == 0)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifact_sources") == "0")
    #expect(try desk.find() == 3)
  }

  @Test func `db status, db migrate status, doctor, pipeline check and pipeline list`() async throws {
    let desk = try Desk()
    let embedded = Program(home: desk.folder.path.appending("home"))
    let file = try desk.folder.write("pipeline: mine\nsteps: [{stage: fetch}, {stage: persist}]", to: "mine.yaml")

    let status = try await embedded.run("db", "status", "--json").json
    let schema = try await desk.program.run("db", "migrate", "status", "--json").json
    let doctor = try await embedded.run("doctor", "--json").json
    let check = try await desk.program.run("pipeline", "check", file.string, "--json").json
    let list = try await desk.program.run("pipeline", "list", "--json").json

    #expect(
      status.keys == [
        "running", "pid", "version", "connections", "home", "data_folder", "data_bytes", "socket_folder", "url",
      ])
    #expect(status["running"] == .bool(false))
    #expect(schema.keys == ["version", "is_current", "applied", "pending"])
    #expect(schema["is_current"] == .bool(true))
    #expect(doctor.keys == ["ok", "checks"])
    #expect(doctor["checks"].list.allSatisfy { $0.keys == ["name", "verdict", "detail", "mend"] })
    #expect(check == .object(["pipeline": .string("mine"), "stages": .list([.string("fetch"), .string("persist")])]))
    #expect(list.keys == ["default", "stages"])
    #expect(
      list["stages"].list.map { $0["stage"].string } == ["fetch", "dedupe", "detect", "extract", "tag", "persist"])
    #expect(list["stages"].list.allSatisfy { $0.keys == ["stage", "takes", "gives"] })
  }

  /// A document with a copy, and a broken one.
  private func ingested() async throws -> (Desk, Outcome) {
    let desk = try Desk()
    let page = "<title>Herons</title><body>A heron waits.</body>"
    try desk.write(page, to: "a.html")
    try desk.write(page, to: "b.html")
    try desk.write("%PDF-1.7\nnothing follows", to: "broken.pdf")
    return (desk, try await desk.ingest())
  }
}
