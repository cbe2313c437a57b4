import Glibc
import Storage
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(4))) struct ClusterTests {
  /// Files that show how far initdb has come, from its first to its last.
  @Test(arguments: ["", "pg_wal", "global/pg_control", "base/5"])
  func `starts in a home where whoever made the cluster was killed`(mark: String) async throws {
    try await withHome { home in
      let killed = try await run(
        .path(program), arguments: ["db", "start", "--home", home.path.string], input: .none, output: .discarded,
        error: .discarded
      ) { execution in
        try await until { try unfinished(in: home).contains { exists($0.appending(mark)) } }
        try execution.send(signal: .kill)
      }
      try #require(killed.terminationStatus == .signaled(SIGKILL))

      let access = try await EmbeddedServer(home: home).ensureRunning()

      #expect(try await ask(access, "SELECT current_user::text", asOwner: true) == "stratlogic_owner")
      #expect(try unfinished(in: home) == [])
    }
  }

  @Test func `leaves nothing behind when it is cancelled`() async throws {
    try await withHome { home in
      let starting = Task { try await EmbeddedServer(home: home).ensureRunning() }
      try await until { try unfinished(in: home).contains { exists($0.appending("pg_wal")) } }
      starting.cancel()

      await #expect(throws: ServerError.self) { try await starting.value }

      #expect(try unfinished(in: home) == [])
      #expect(!exists(home.data))
    }
  }

  @Test func `sweeps away what a killed process left half made`() async throws {
    try await withHome { home in
      _ = try home.create()
      let half = home.path.appending("postgres.new-1-2")
      try #require(mkdir(half.string, 0o700) == 0)
      try SmallText.write("15\n", to: half.appending("PG_VERSION"))

      _ = try await EmbeddedServer(home: home).ensureRunning()

      #expect(access(half.string, F_OK) != 0)
    }
  }

  @Test func `never starts a cluster of another major version, and names both`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()
      _ = try await server.stop()
      try SmallText.write("9\n", to: home.data.appending("PG_VERSION"))
      let installed = try #require(await PostgresInstallation.all().first).major

      let error = try await #require(throws: ServerError.self) { try await server.ensureRunning() }

      #expect(error == .otherVersion(cluster: 9, installed: installed, data: home.data))
      for words in ["PostgreSQL 9,", "PostgreSQL \(installed) ", "pg_upgrade", "pg_dump", "postgresql-9"] {
        #expect(error.message.contains(words))
      }
      #expect(SmallText.read(home.data.appending("PG_VERSION")) == "9\n")
      #expect(access(home.data.appending("global").string, F_OK) == 0)
    }
  }

  @Test func `never makes a cluster over files that are not one`() async throws {
    try await withHome { home in
      _ = try home.create()
      try #require(mkdir(home.data.string, 0o755) == 0)
      try SmallText.write("mine", to: home.data.appending("letter.txt"))

      let error = await #expect(throws: ServerError.self) { try await EmbeddedServer(home: home).ensureRunning() }

      #expect(error == .notACluster(home.data))
      #expect(SmallText.read(home.data.appending("letter.txt")) == "mine")
    }
  }

  @Test func `says what to install where there is no PostgreSQL`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home, installations: { [] })

      let error = try await #require(throws: ServerError.self) { try await server.ensureRunning() }

      #expect(error == .notInstalled)
      #expect(error.message.contains("apt-get install postgresql-15"))
    }
  }

  @Test func `reports a full disk as that`() async throws {
    // A real full file system needs root, and so does the mount.
    guard geteuid() == 0 else { return }
    try await withHome { home in
      try #require(mkdir(home.path.string, 0o711) == 0)
      let mounted = try await run(
        .name("mount"), arguments: ["-t", "tmpfs", "-o", "size=8m,mode=0711", "tmpfs", home.path.string],
        output: .discarded)
      guard mounted.terminationStatus.isSuccess else { return }

      let error = await #expect(throws: ServerError.self) { try await EmbeddedServer(home: home).ensureRunning() }

      _ = try await run(.name("umount"), arguments: ["-l", home.path.string], output: .discarded)
      #expect(error == .diskFull(home.path))
    }
  }

  /// The program, which is built beside the tests.
  private let program = FilePath(CommandLine.arguments[0]).removingLastComponent().appending("stratlogic")

  private func exists(_ path: FilePath) -> Bool { access(path.string, F_OK) == 0 }

  /// The clusters that are being made in a home.
  private func unfinished(in home: Home) throws -> [FilePath] {
    guard let folder = opendir(home.path.string) else { return [] }
    defer { closedir(folder) }
    var found: [FilePath] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix("postgres.new-") { found.append(home.path.appending(name)) }
    }
    return found
  }
}
