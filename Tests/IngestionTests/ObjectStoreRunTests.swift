import DatabaseTesting
import Foundation
import ProgramTesting
import SystemPackage
import Testing

/// Whole runs over a server of objects, which may go away.
@Suite(
  .database, .enabled(if: ObjectServer.isWanted, "needs SeaweedFS: bash .ci/setup tests"), .timeLimit(.minutes(4)))
struct ObjectStoreRunTests {
  /// A desk whose blobs go to the tests' server, by way of a proxy.
  private func desk(patience: String = "60s") throws -> (Desk, FaultyProxy) {
    var desk = try Desk()
    let proxy = try FaultyProxy(to: ObjectServer.shared.port)
    desk.program.environment.merge(ObjectServer.environment) { $1 }
    desk.program.environment["STRATLOGIC_BLOBS"] = try ObjectServer.shared.place(through: proxy)
    desk.program.environment["STRATLOGIC_PATIENCE"] = patience
    return (desk, proxy)
  }

  private func verified(_ desk: Desk) async throws -> JSON { try await desk.program.run("verify", "--json").json }

  @Test func `a run keeps its documents as objects, and gives their bytes back`() async throws {
    let (desk, proxy) = try desk()
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
    try desk.folder.write(bytes, to: "documents/odd.bin")
    try desk.write("A heron waits.", to: "a.txt")
    try desk.write("A heron waits.", to: "again.txt")

    let outcome = try await desk.ingest()
    let id = try #require(
      try await desk.ask("SELECT id::text FROM artifacts WHERE file_size = 700000"))
    let opened = try await desk.program.run("open", id)
    let link = try await desk.program.run("open", id, "--link", "--expires", "5min")
    let checked = try await verified(desk)

    #expect(try outcome.json["ledger"].counts == ["stored": 1, "unsupported": 1, "duplicate": 1])
    #expect(opened.output == bytes)
    #expect(link.text.hasPrefix("http://127.0.0.1:"))
    #expect(link.text.contains("X-Amz-Expires=300"))
    #expect(checked["ok"] == .bool(true))
    #expect(checked["contents"].int == 2)
    #expect(try desk.blobCount() == 0)
    #expect(proxy.suffered == 0)
  }

  @Test func `a run waits for a server that went away, and loses nothing`() async throws {
    let (desk, proxy) = try desk()
    for number in 0..<40 { try desk.write("Document \(number).", to: FilePath("\(number).txt")) }
    _ = try await desk.program.run("ingest", desk.documents.appending("0.txt").string, "--quiet")

    // Only asking for the bucket succeeds.
    proxy.bring(.away, sparing: 1)
    async let outcome = desk.ingest()
    // More often than 16 transfers fail before their batch does: the run itself waits.
    try await proxy.isFelt(times: 16 * 4 + 1)
    let meanwhile = try await desk.ask("SELECT count(*)::text FROM artifacts")
    proxy.bring(.none)

    #expect(meanwhile == "1")
    #expect(try await outcome.status == 0)
    #expect(try await outcome.json["ledger"].counts == ["stored": 39, "unchanged": 1])
    #expect(try await verified(desk)["ok"] == .bool(true))
  }

  @Test func `a run ends with exit code 75 when its patience does, and the next one finishes`() async throws {
    let (desk, proxy) = try desk(patience: "1s")
    for number in 0..<20 { try desk.write("Document \(number).", to: FilePath("\(number).txt")) }
    _ = try await desk.program.run("ingest", desk.documents.appending("0.txt").string, "--quiet")

    proxy.bring(.busy, sparing: 1)
    let away = try await desk.ingest()
    proxy.bring(.none)
    let next = try await desk.ingest()

    #expect(away.status == 75)
    #expect(away.error.contains("the object store is not available"))
    #expect(next.status == 0, "\(next.error)")
    #expect(try next.json["files"].int == 20)
    #expect(try await verified(desk)["ok"] == .bool(true))
    #expect(try await verified(desk)["contents"].int == 20)
  }

  @Test func `a run that finds the object store away begins nothing, and says what to do`() async throws {
    let (desk, proxy) = try desk(patience: "1s")
    try desk.write("A document.", to: "a.txt")

    proxy.bring(.busy)
    let away = try await desk.ingest()
    proxy.bring(.none)

    #expect(away.status == 75)
    #expect(away.error.contains("STRATLOGIC_BLOBS names it"))
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs") == "0")
  }

  @Test func `contents are moved to another store, resumably, and removed only when that is said`() async throws {
    let (desk, proxy) = try desk()
    for number in 0..<100 { try desk.write("Document \(number).", to: FilePath("\(number).txt")) }
    let objects = try #require(desk.program.environment["STRATLOGIC_BLOBS"] ?? nil)
    _ = try await desk.ingest("--blobs", "file://\(desk.folder.path)/first")

    proxy.bring(.truncate(100_000), to: 16)
    let migrate = ["blobs", "migrate", "file://\(desk.folder.path)/first", objects, "--json"].map { Array($0.utf8) }
    let first = try await desk.program.run(migrate)
    let second = try await desk.program.run(migrate)
    let back = try await desk.program.run(
      "blobs", "migrate", objects, "file://\(desk.folder.path)/second", "--remove", "--json")
    let empty = try await desk.program.run("verify", "--json")
    let checked = try await desk.program.run("verify", "--blobs", "file://\(desk.folder.path)/second", "--json")

    #expect(try first.json["copied"].int == 100, "\(first.error)")
    #expect(try second.json["copied"].int == 0)
    #expect(try second.json["present"].int == 100)
    #expect(try back.json["removed"].int == 100)
    #expect(empty.status == 1)
    #expect(try empty.json["remaining"].int == 100)
    #expect(checked.status == 0)
    #expect(try shell("find '\(desk.folder.path)/first/artifacts' -type f -printf x").count == 100)
  }
}
