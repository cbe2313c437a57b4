import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// `verify` and `gc`, on what a program or a disk may have left behind.
@Suite(.database, .timeLimit(.minutes(3)))
struct IntegrityTests {
  /// A desk with three documents.
  private func desk() async throws -> Desk {
    let desk = try Desk()
    for name in ["heron", "lantern", "oil"] {
      try desk.write("A \(name), and nothing else.", to: FilePath("\(name).txt"))
    }
    #expect(try await desk.ingest().status == 0)
    return desk
  }

  private func kinds(_ outcome: Outcome) throws -> [String] {
    try outcome.json["findings"].list.compactMap { $0["kind"].string }.sorted()
  }

  private func path(of name: String, _ desk: Desk) async throws -> String {
    let key = try #require(
      try await desk.ask("SELECT minio_path FROM artifacts WHERE source_url LIKE '%/\(name).txt'"))
    return "\(desk.folder.path)/home/blobs/\(key)"
  }

  @Test func `finds nothing wrong where nothing is`() async throws {
    let desk = try await desk()

    let outcome = try await desk.program.run("verify", "--json")

    #expect(outcome.status == 0)
    #expect(try outcome.json["ok"] == .bool(true))
    #expect(try outcome.json["contents"].int == 3)
    #expect(try outcome.json["indexed"].int == 3)
    #expect(try kinds(outcome).isEmpty)
    #expect(try await desk.program.run("verify").text.hasSuffix("all is well\n"))
  }

  @Test func `tells damaged and missing bytes, and takes them again from the files they came from`() async throws {
    let desk = try await desk()
    try shell(
      "chmod u+w '\(await path(of: "heron", desk))'; printf B | dd of='\(await path(of: "heron", desk))' conv=notrunc")
    try shell("rm '\(await path(of: "lantern", desk))'")

    let found = try await desk.program.run("verify", "--json")
    let quick = try await desk.program.run("verify", "--quick", "--json")
    let mended = try await desk.program.run("verify", "--repair", "--json")
    let after = try await desk.program.run("verify", "--json")

    #expect(found.status == 1)
    #expect(try kinds(found) == ["blob_damaged", "blob_missing"])
    #expect(try kinds(quick) == ["blob_missing"])
    #expect(mended.status == 0)
    #expect(try mended.json["mended"].int == 2)
    #expect(after.status == 0)
    #expect(try kinds(after).isEmpty)
  }

  @Test func `lists what cannot be mended, and goes on to list it`() async throws {
    let desk = try await desk()
    try shell("rm '\(await path(of: "oil", desk))'")
    try desk.write("Something else by now.", to: "oil.txt")

    for _ in 0..<2 {
      let outcome = try await desk.program.run("verify", "--repair", "--json")
      #expect(outcome.status == 1)
      #expect(try outcome.json["remaining"].int == 1)
      #expect(try kinds(outcome) == ["blob_missing"])
    }
  }

  @Test func `finds documents that the index lacks, and what it holds of none, and puts both right`() async throws {
    let desk = try await desk()
    // As if a segment had been lost, and another one had come from elsewhere.
    try await desk.execute("UPDATE artifacts SET doc_id = doc_id + 1000 WHERE source_url LIKE '%/heron.txt'")
    try await desk.execute("DELETE FROM index_exclusions")
    try await desk.execute("DELETE FROM index_pending")

    let found = try await desk.program.run("verify", "--json")
    let mended = try await desk.program.run("verify", "--repair", "--json")
    let after = try await desk.program.run("verify", "--json")
    let search = try await desk.search("heron")

    #expect(found.status == 1)
    #expect(try kinds(found) == ["index_missing", "index_stray"])
    #expect(mended.status == 0)
    #expect(after.status == 0, "\(after.text)")
    #expect(search["total"].int == 1)
  }

  @Test func `drops a segment that cannot be read, and indexes its documents anew`() async throws {
    let desk = try await desk()
    try await desk.execute(#"UPDATE index_columns SET payload = '\xff' WHERE name = 'identifiers'"#)

    let found = try await desk.program.run("verify", "--json")
    let mended = try await desk.program.run("verify", "--repair", "--json")
    let after = try await desk.program.run("verify", "--json")

    #expect(try kinds(found).contains("index_damaged"))
    #expect(mended.status == 0)
    #expect(after.status == 0, "\(after.text)")
    #expect(try await desk.search("lantern")["total"].int == 1)
  }

  @Test func `compares jobs with their ledgers`() async throws {
    let desk = try await desk()
    try await desk.execute("UPDATE scraping_jobs SET processed_items = 7, failed_items = 1")

    let found = try await desk.program.run("verify", "--json")
    let mended = try await desk.program.run("verify", "--repair", "--json")
    let after = try await desk.program.run("verify", "--json")

    #expect(try kinds(found) == ["ledger_counts"])
    #expect(mended.status == 0)
    #expect(after.status == 0)
    #expect(try await desk.ask("SELECT processed_items || ' ' || failed_items FROM scraping_jobs") == "3 0")
  }

  @Test func `frees what no document needs, and says before what that would be`() async throws {
    let desk = try await desk()
    let stray = "ba/78/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    try desk.folder.write("abc", to: FilePath("home/blobs/artifacts/\(stray)"))

    let plan = try await desk.program.run("gc", "--dry-run", "--json")
    let told = try await desk.program.run("gc", "--dry-run")
    let before = try desk.blobCount()
    let done = try await desk.program.run("gc", "--json")

    #expect(try plan.json["blobs"].int == 1)
    #expect(try plan.json["bytes"].int == 3)
    #expect(told.text == "would free 1 blob, 3 B; 3 belong to documents\n")
    #expect(before == 4)
    #expect(try done.json["blobs"].int == 1)
    #expect(try done.json["kept"].int == 3)
    #expect(try desk.blobCount() == 3)
    #expect(try await desk.program.run("verify").status == 0)
  }

  @Test func `does not empty a store of which it knows nothing, unless told to`() async throws {
    let desk = try await desk()
    try await desk.execute("DELETE FROM artifacts")

    let refused = try await desk.program.run("gc")
    let count = try desk.blobCount()
    let told = try await desk.program.run("gc", "--all", "--json")

    #expect(refused.status == 78)
    #expect(refused.error.contains("None of the 3 blobs"))
    #expect(count == 3)
    #expect(try told.json["blobs"].int == 3)
    #expect(try desk.blobCount() == 0)
  }

  @Test(arguments: ["ftp://host/", "s3://", "s3://b?endpoint=nonsense://x", "s3://b?colour=red"])
  func `refuses a blob store that is none`(place: String) async throws {
    let desk = try Desk()

    let outcome = try await desk.ingest("--blobs", place)

    #expect(outcome.status == 78)
    #expect(outcome.error.hasPrefix("stratlogic: "))
  }
}
