import Glibc
import PQ
import Storage
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(4))) struct EmbeddedServerTests {
  @Test func `makes a UTF-8 cluster on first use, and finds the same server again`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)

      let first = try await server.ensureRunning()
      let pid = try server.status().pid
      let second = try await server.ensureRunning()

      #expect(first == second)
      #expect(try server.status().pid == pid)
      #expect(try await ask(first, "SHOW server_encoding") == "UTF8")
      #expect(try await ask(first, "SELECT lower('ÄÉΩ')") == "äéω")
    }
  }

  @Test func `gives each session the schema's names, UTC and the program's name`() async throws {
    try await withHome { home in
      let access = try await EmbeddedServer(home: home).ensureRunning()

      #expect(try await ask(access, "SHOW search_path") == "stratlogic")
      #expect(try await ask(access, "SHOW timezone") == "UTC")
      #expect(try await ask(access, "SHOW application_name") == "stratlogic")
    }
  }

  @Test func `lets one role own the database and the other only use it`() async throws {
    try await withHome { home in
      let access = try await EmbeddedServer(home: home).ensureRunning()

      #expect(try await ask(access, "SELECT current_user::text", asOwner: true) == "stratlogic_owner")
      let rights = "SELECT (rolsuper OR rolcreatedb OR rolcreaterole OR rolbypassrls)::text FROM pg_roles "
      #expect(try await ask(access, rights + "WHERE rolname = current_user") == "false")
      #expect(try await ask(access, rights + "WHERE rolname = current_user", asOwner: true) == "false")
      await #expect(throws: PQError.self) { try await ask(access, "CREATE SCHEMA mine") }
    }
  }

  @Test(.enabled(if: geteuid() == 0, "needs root"))
  func `runs the server as postgres when started by root`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()

      let pid = try #require(try server.status().pid)

      #expect(try owner(of: FilePath("/proc/\(pid)")) == getpwnam("postgres")?.pointee.pw_uid)
      #expect(try owner(of: home.data) != 0)
    }
  }

  @Test func `keeps the server in a session of its own, away from our terminal`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()

      let pid = try #require(try server.status().pid)

      #expect(getsid(pid) != getsid(0))
      #expect(getpgid(pid) != getpgid(0))
    }
  }

  @Test func `makes one server when many ask at once`() async throws {
    try await withHome { home in
      let found = try await withThrowingTaskGroup(of: DatabaseAccess.self) { group in
        for _ in 0..<4 { group.addTask { try await EmbeddedServer(home: home).ensureRunning() } }
        return try await group.reduce(into: Set<DatabaseAccess>()) { $0.insert($1) }
      }

      #expect(found.count == 1)
      #expect(try #require(SmallText.read(home.serverLog)).count(of: "starting PostgreSQL") == 1)
    }
  }

  @Test func `stops, says whether anything ran, and starts the same cluster again`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      let access = try await server.ensureRunning()
      let cluster = try await ask(access, "SELECT system_identifier::text FROM pg_control_system()")
      let pid = try #require(try server.status().pid)

      #expect(try await server.stop())
      #expect(try await server.stop() == false)
      #expect(!isAlive(pid))
      #expect(try server.status().isRunning == false)

      let again = try await server.ensureRunning()
      #expect(try await ask(again, "SELECT system_identifier::text FROM pg_control_system()") == cluster)
    }
  }

  @Test func `starts again after the server was killed in the middle of a query`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      let access = try await server.ensureRunning()
      let pid = try #require(try server.status().pid)
      let busy = Task { try await ask(access, "SELECT count(*)::text FROM generate_series(1, 2000000000)") }
      try await until { try server.status().connections == 1 }

      kill(pid, SIGKILL)
      try await waitForEnd(of: pid)
      let again = try await server.ensureRunning()

      #expect(try server.status().pid != pid)
      #expect(try await ask(again, "SELECT 'here'") == "here")
      await #expect(throws: PQError.self) { try await busy.value }
    }
  }

  @Test func `does not mistake another process for its server after a restart of the machine`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()
      let file = home.data.appending("postmaster.pid")
      let text = try #require(SmallText.read(file))
      _ = try await server.stop()
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
      try SmallText.write((["\(getpid())"] + lines.map(String.init)).joined(separator: "\n"), to: file)

      #expect(try server.status().isRunning == false)
      _ = try await server.ensureRunning()

      #expect(try server.status().pid != getpid())
    }
  }

  @Test func `starts a server whose socket was cleaned away anew`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()
      let before = try server.status()
      let folder = try #require(before.socketFolder)
      try #require(unlink(folder + "/.s.PGSQL.5432") == 0)

      let access = try await server.ensureRunning()

      #expect(try server.status().pid != before.pid)
      #expect(try await ask(access, "SELECT 'here'") == "here")
    }
  }
}
