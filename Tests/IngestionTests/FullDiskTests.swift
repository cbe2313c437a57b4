import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

@Suite(.enabled(if: SmallDisk.isPossible, "needs root, to mount a small disk"), .timeLimit(.minutes(4)))
struct FullDiskTests {
  @Test(.database) func `a disk without room for the blob store's reserve ends the run before it begins`() async throws
  {
    let desk = try Desk()
    try desk.write("A document.", to: "a.txt")
    let disk = try SmallDisk(kibibytes: 8 << 10)

    let outcome = try await desk.ingest("--blobs", "file://\(disk.path)")

    #expect(outcome.status == 74)
    #expect(outcome.error.contains("the disk of the blob store is full"))
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs") == "0")
  }

  @Test(.database) func `a blob store that fills up ends the run with exit code 74, and the next run goes on`()
    async throws
  {
    let desk = try Desk()
    for number in 0..<24 {
      try desk.write(
        "Document \(number) " + String(repeating: "and so on, ", count: 50_000), to: FilePath("\(number).txt"))
    }
    let disk = try SmallDisk(kibibytes: 70 << 10)
    var impatient = desk
    impatient.program.environment["STRATLOGIC_PATIENCE"] = "1s"

    let full = try await impatient.ingest("--blobs", "file://\(disk.path)")
    try disk.resize(kibibytes: 140 << 10)
    let next = try await desk.ingest("--blobs", "file://\(disk.path)")

    #expect(full.status == 74)
    #expect(full.error.contains("the disk of the blob store is full"))
    #expect(try full.json["error"]["code"].string == "disk_full")
    #expect(next.status == 0, "\(next.error)")
    #expect(try next.json["ledger"].counts.values.reduce(0, +) == 24)
    #expect(try await desk.ask("SELECT count(*)::text FROM artifacts") == "24")
    #expect(try shell("find '\(disk.path)/artifacts' -type f -printf x").count == 24)
    #expect(try shell("find '\(disk.path)/incoming' -type f -printf x").isEmpty)
  }

  @Test(.database) func `a run waits for room on the disk of the blob store, and loses nothing`() async throws {
    let desk = try Desk()
    for number in 0..<24 {
      try desk.write(
        "Document \(number) " + String(repeating: "and so on, ", count: 50_000), to: FilePath("\(number).txt"))
    }
    let disk = try SmallDisk(kibibytes: 70 << 10)

    async let outcome = desk.ingest("--blobs", "file://\(disk.path)")
    // The job is there, what fits is on the disk, and 64 MiB are to stay free.
    let deadline = ContinuousClock.now + .seconds(50)
    while try disk.usedKibibytes < 4 << 10 {
      guard ContinuousClock.now < deadline else { throw NotInTime(condition: "4 MiB on the disk") }
      try await Task.sleep(for: .milliseconds(5))
    }
    try await desk.wait(for: "SELECT count(*) > 0 FROM artifacts")
    try disk.resize(kibibytes: 140 << 10)

    #expect(try await outcome.status == 0)
    #expect(try await outcome.json["ledger"].counts == ["stored": 24])
    #expect(try shell("find '\(disk.path)/artifacts' -type f -printf x").count == 24)
  }

  @Test func `a database whose disk fills up ends the run with exit code 74, and the next run goes on`() async throws {
    let disk = try SmallDisk(kibibytes: 400 << 10)
    let folder = try TestFolder()
    for number in 0..<40 { try folder.write(Self.text(number), to: FilePath("documents/\(number).txt")) }
    let program = Program(home: disk.path.appending("home"))
    let ingest = ["ingest", "\(folder.path)/documents", "--blobs", "none", "--json", "--quiet"].map { Array($0.utf8) }
    // The schema is made as well, so that what is missing is room for documents.
    _ = try await program.run("jobs")
    try disk.resize(kibibytes: try disk.usedKibibytes + 2500)

    let full = try await program.run(ingest)
    try disk.resize(kibibytes: 400 << 10)
    let next = try await program.run(ingest)
    let found = try await program.run("search", "ending", "--json")
    _ = try await program.run("db", "stop")

    #expect(full.status == 74)
    #expect(full.error.contains("The disk of the database is full"))
    #expect(next.status == 0, "\(next.error)")
    #expect(try next.json["ledger"].counts.values.reduce(0, +) == 40)
    #expect(try found.json["total"].int == 40)
  }

  /// Text that does not compress well, of words that recur.
  private static func text(_ seed: Int) -> String {
    var state = UInt64(seed + 1)
    let words = (0..<8_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return "w" + String(state >> 52, radix: 36)
    }
    return words.joined(separator: " ") + " ending"
  }
}
