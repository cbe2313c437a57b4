import Glibc
import PQ
import Storage
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct IdleMinderTests {
  @Test func `stops a server that nobody uses`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()

      try await IdleMinder(home: home, limit: .milliseconds(200), interval: .milliseconds(20)).run()

      #expect(try server.status().isRunning == false)
    }
  }

  @Test func `leaves a server alone while somebody is connected`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      let access = try await server.ensureRunning()
      let connection = Connection(conninfo: access.conninfo)
      let nap = Query("SELECT pg_sleep(0.4)::text") { (row: borrowing RowReader) throws(PQError) in try row.text(0) }
      _ = try await connection.first(
        Query("SELECT 'open'") { (row: borrowing RowReader) throws(PQError) in try row.text(0) })
      async let minder: Void = IdleMinder(home: home, limit: .milliseconds(50), interval: .milliseconds(10)).run()

      // Eight times the limit on one connection.
      _ = try await connection.first(nap)

      #expect(try server.status().connections == 1)
      await connection.close()
      try await minder
      #expect(try server.status().isRunning == false)
    }
  }

  @Test func `is the only one of its home, and ends with the server`() async throws {
    try await withHome { home in
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()
      async let first: Void = IdleMinder(home: home, limit: .seconds(60), interval: .seconds(60)).run()
      try await until { isLocked(home.minderLock) }

      // Returns although the server runs on.
      try await IdleMinder(home: home, limit: .seconds(60)).run()
      #expect(try server.status().isRunning)

      _ = try await server.stop()
      try await first
    }
  }

  // Stopped the new server when it had been idle for as long as the old one might.
  @Test func `ends with its home, and leaves alone the server of one that was made anew in its place`() async throws {
    try await withHome { home in
      _ = try await EmbeddedServer(home: home).ensureRunning()
      // Looks so seldom that it does not see the moment without a server.
      let minder = IdleMinder(home: home, limit: .seconds(4), interval: .seconds(4))
      async let watching: Void = minder.run()
      try await until { isLocked(home.minderLock) }
      let gone = home.path.removingLastComponent().appending("gone")
      try #require(rename(home.path.string, gone.string) == 0)
      let server = EmbeddedServer(home: home)
      _ = try await server.ensureRunning()

      try await watching

      #expect(try server.status().isRunning)
      _ = try await EmbeddedServer(home: Home(gone)).stop()
    }
  }

  @Test(
    arguments: [
      (nil, Duration.seconds(600)), ("0", nil), ("-1", nil), ("0.5", .seconds(30)),
    ] as [(String?, Duration?)])
  func `reads the idle time in minutes, and never stops at 0`(setting: String?, limit: Duration?) throws {
    #expect(try IdleMinder.limit { _ in setting } == limit)
  }

  @Test(arguments: ["soon", "10m", "nan", "inf", "1e300"]) func `refuses what is no number of minutes`(setting: String)
  {
    #expect(throws: ServerError.malformedIdleTime(setting)) { try IdleMinder.limit { _ in setting } }
  }

  /// Whether somebody holds a lock on the file, by proc_locks(5): to try the lock would keep out a minder that comes just then.
  private func isLocked(_ path: FilePath) -> Bool {
    var status = stat()
    guard stat(path.string, &status) == 0, let locks = SmallText.read("/proc/locks") else { return false }
    return locks.contains(":\(status.st_ino) 0 EOF")
  }
}
