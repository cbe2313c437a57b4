import DatabaseTesting
import Glibc
import ProgramTesting
import SystemPackage
import Testing

/// Each of the exit codes, provoked. 70 is a bug's, 74 and 75 are those of a disk that is full and of a database that goes away
/// in mid-run, and 130 is an interrupt's: they have suites of their own.
@Suite(.database, .timeLimit(.minutes(3)))
struct ExitCodeTests {
  @Test func `0 when all is done`() async throws {
    let desk = try Desk()
    try desk.write("A document.", to: "a.txt")

    #expect(try await desk.ingest().status == 0)
    #expect(try await desk.program.run("search", "nothing").status == 0)
  }

  @Test func `1 when it is done, and some documents failed`() async throws {
    let desk = try Desk()
    try desk.write("%PDF-1.7\nnothing follows", to: "broken.pdf")

    #expect(try await desk.ingest().status == 1)
    #expect(try await desk.ingest().status == 0)
  }

  @Test(arguments: [
    "ingest", "ingest --colour /tmp", "search", "search x --since someday", "search x --since 2024-02-30",
    "search x --after nonsense", "search x --limit 0", "search x --limit 1001", "suggest x --limit 0",
    "searches run x --limit 0", "jobs --items", "jobs --state lost", "extract --workers 0 /tmp", "frobnicate",
    "search x --home /tmp --database postgresql://", "ingest ftp://example.org/", "ingest file://elsewhere/tmp",
  ])
  func `64 for a command that cannot be meant`(arguments: String) async throws {
    let desk = try Desk()

    let outcome = try await desk.program.run(arguments.split(separator: " ").map { Array($0.utf8) })

    #expect(outcome.status == 64, "\(outcome.error)")
    #expect(!outcome.error.isEmpty)
    #expect(outcome.output.isEmpty)
  }

  // An empty argument is what a script passes whose variable is not set; it is no name of the current folder.
  @Test(arguments: ["ingest", "extract", "forget"]) func `64 for an empty argument`(command: String) async throws {
    var desk = try Desk()
    desk.program.workingFolder = desk.documents
    try desk.write("A document.", to: "a.txt")

    let outcome = try await desk.program.run(command, "")

    #expect(outcome.status == 64)
    #expect(outcome.error.contains("Error: "))
    #expect(outcome.output.isEmpty)
  }

  @Test func `65 for a list that is none`() async throws {
    let desk = try Desk()
    let list = try desk.folder.write([UInt8](repeating: 120, count: 200_000), to: "list")

    let outcome = try await desk.program.run("extract", "@\(list.string)")

    #expect(outcome.status == 65)
    #expect(outcome.error.contains("entry 1 of the list \(list) is not a path"))
  }

  @Test(arguments: [
    "ingest /nonexistent/folder", "ingest @/nonexistent/list", "show 0123456789", "open 0123456789",
    "jobs 01234567-0123-7123-8123-0123456789ab", "pipeline check /nonexistent.yaml", "search --queries /nonexistent",
    "forget 01234567-0123-7123-8123-0123456789ab", "forget /nonexistent/file", "extract /nonexistent/file",
    "jobs 01234567", "jobs resume 01234567", "reextract diff 01234567", "edit 01234567 --title x",
    "blobs migrate file:///nonexistent file:///tmp/never",
  ])
  func `66 for an input that is not there`(arguments: String) async throws {
    let desk = try Desk()

    let outcome = try await desk.program.run(arguments.split(separator: " ").map { Array($0.utf8) })

    #expect(outcome.status == 66, "\(outcome.error)")
    #expect(outcome.error.hasPrefix("stratlogic: "))
  }

  @Test(arguments: ["search x", "ingest /tmp", "jobs", "db migrate status"])
  func `69 where there is no database`(arguments: String) async throws {
    let folder = try TestFolder()
    let program = Program(home: folder.path, database: "postgresql:///nothing?host=/nonexistent")

    let outcome = try await program.run(arguments.split(separator: " ").map { Array($0.utf8) })

    #expect(outcome.status == 69)
    #expect(outcome.error.contains("No PostgreSQL server could be reached"))
  }

  @Test func `69 where the database turns us away`() async throws {
    let folder = try TestFolder()
    let url = TestDatabase.current.url.replacing("user=stratlogic", with: "user=nobody_at_all")

    #expect(try await Program(home: folder.path, database: url).run("jobs").status == 69)
  }

  @Test func `70 for a schema that is not what the program takes it for`() async throws {
    let desk = try Desk()
    try await desk.execute("ALTER TABLE scraping_jobs RENAME COLUMN roots TO places")

    let outcome = try await desk.program.run("jobs")

    #expect(outcome.status == 70, "\(outcome.error)")
  }

  @Test func `74 when nobody takes the output`() async throws {
    let desk = try Desk()
    let program = Program.products.appending("stratlogic")

    #expect(try shell("'\(program)' pipeline list > /dev/full; echo $?") == "74\n")
    #expect(try shell("'\(program)' extract '\(Fixtures.folder)' > /dev/full; echo $?") == "74\n")
    withExtendedLifetime(desk) {}
  }

  // The database's socket took the number of the closed descriptor, and what was printed went to the server.
  @Test func `74 with standard output closed, and what was to be done is done`() async throws {
    let desk = try Desk()
    try desk.write("A heron.", to: "a.txt")
    let program = Program.products.appending("stratlogic")
    let environment =
      "STRATLOGIC_HOME='\(desk.folder.path)/home' STRATLOGIC_DATABASE_URL='\(TestDatabase.current.url)'"

    let status = try shell("\(environment) '\(program)' ingest '\(desk.documents)' --json >&-; echo $?")

    #expect(status == "74\n")
    #expect(try await desk.ask("SELECT status::text FROM scraping_jobs") == "completed")
    #expect(try await desk.search("heron")["total"].int == 1)
  }

  @Test(.enabled(if: Program.canBeUnprivileged, "needs an ordinary user who can reach the program"))
  func `77 for what may not be read`() async throws {
    var desk = try Desk()
    try desk.write("secret", to: "closed/a.txt")
    try desk.folder.permit(0, "documents/closed")
    try desk.folder.makeFolder("home")
    try desk.folder.permit(0o777, "home")
    desk.program.isUnprivileged = true

    let outcome = try await desk.program.run("ingest", "\(desk.documents)/closed")

    #expect(outcome.status == 77)
    #expect(outcome.error.contains("\(desk.documents)/closed may not be read"))
  }

  @Test func `78 for a pipeline file with a misspelt key, by its name, line and nearest key`() async throws {
    let desk = try Desk()
    let file = try desk.folder.write(
      "pipeline: mine\nsteps:\n  - { stage: fetch, options: { maxsise: 1MiB } }\n  - { stage: persist }\n",
      to: "mine.yaml")

    for command in [["pipeline", "check", file.string], ["ingest", "/tmp", "--pipeline", file.string]] {
      let outcome = try await desk.program.run(command.map { Array($0.utf8) })

      #expect(outcome.status == 78)
      #expect(outcome.error.contains("\(file):3: unknown key 'maxsise'; did you mean 'maxSize'?"))
    }
    #expect(try await desk.ask("SELECT count(*)::text FROM scraping_jobs") == "0")
  }

  @Test func `78 for a user who does not exist, a blob store that is none, and a URL that is none`() async throws {
    var desk = try Desk()

    #expect(try await desk.ingest("--blobs", "s3").status == 78)
    #expect(try await desk.program.run("jobs", "--database", "localhost").status == 78)
    desk.program.environment["STRATLOGIC_USER"] = "nobody"
    #expect(try await desk.program.run("jobs").status == 78)
  }

  @Test func `78 for a time of idleness that is none`() async throws {
    let folder = try TestFolder()
    var program = Program(home: folder.path.appending("home"))
    program.environment["STRATLOGIC_IDLE_MINUTES"] = "x"

    let outcome = try await program.run("db", "status")

    #expect(outcome.status == 78)
    #expect(outcome.error.contains("STRATLOGIC_IDLE_MINUTES is 'x'"))
  }

  @Test func `78 for a file of passwords that cannot be read, by the variable that names it`() async throws {
    let desk = try Desk()
    var program = desk.program
    program.environment["STRATLOGIC_PASSWORDS"] = "/nowhere"

    let outcome = try await program.run("extract", "/nowhere")

    #expect(outcome.status == 78)
    #expect(outcome.error.contains("stratlogic: STRATLOGIC_PASSWORDS takes the path of a readable file"))
  }

  @Test func `78 for a named server whose schema nobody has made`() async throws {
    let desk = try Desk()
    _ = try await desk.program.run("db", "migrate", "down", "--to", "0", "--database", TestDatabase.current.ownerURL)

    let outcome = try await desk.program.run("jobs", "--database", TestDatabase.current.ownerURL)

    #expect(outcome.status == 78, "\(outcome.error)")
    #expect(outcome.error.contains("stratlogic db migrate up"))
  }
}
