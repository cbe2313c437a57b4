import Glibc
import PQ
import Testing

@Suite(.timeLimit(.minutes(3))) struct ConnectionTests {
  private let one = Query("SELECT 1") { row throws(PQError) in try row.int(0) }
  private let process = Query("SELECT pg_backend_pid()") { row throws(PQError) in try row.int(0) }

  /// Returns when the server process `process` is inside pg_sleep.
  private func awaitSleep(of process: Int) async throws {
    let watcher = Connection(conninfo: try testConninfo())
    let isAsleep = Query("SELECT wait_event IS NOT DISTINCT FROM 'PgSleep' FROM pg_stat_activity WHERE pid = $1") {
      row throws(PQError) in try row.bool(0)
    }
    while try await watcher.first(isAsleep, [.int(process)]) != true { await Task.yield() }
  }

  @Test func `stops the statement on the server when its task is cancelled, and goes on with the next`() async throws {
    let connection = Connection(conninfo: try testConninfo())
    let server = try #require(try await connection.first(process))
    let call = Task { try await connection.execute(Statement("SELECT pg_sleep(600)")) }
    try await awaitSleep(of: server)

    call.cancel()

    let error = await #expect(throws: PQError.self) { try await call.value }
    guard case .cancelled = error else { throw try #require(error) }
    #expect(try await connection.first(process) == server)
  }

  @Test func `a connection goes on with the session that another one left`() async throws {
    let first = Connection(conninfo: try testConninfo())
    let server = try #require(try await first.first(process))
    let spare = await first.surrender()

    let settings = Statement("SELECT set_config('application_name', 'heir', false)")
    let heir = Connection(conninfo: try testConninfo(), spare: spare) { (session: inout Session) throws(PQError) in
      try session.execute(settings)
    }
    let name = Query("SHOW application_name") { row throws(PQError) in try row.text(0) }

    #expect(try await heir.first(process) == server)
    #expect(try await heir.first(name) == "heir")
    // It is left once; and who left it opens another.
    #expect(try await Connection(conninfo: try testConninfo(), spare: spare).first(process) != server)
    #expect(try await first.first(process) != server)
  }

  @Test func `a session that was lost after it was left is no failure`() async throws {
    let first = Connection(conninfo: try testConninfo())
    let server = try #require(try await first.first(process))
    let spare = await first.surrender()
    let killer = Connection(conninfo: try testConninfo())
    try await killer.execute(Statement("SELECT pg_terminate_backend(\(server), 60000)"))

    let settings = Statement("SELECT set_config('application_name', 'heir', false)")
    let heir = Connection(conninfo: try testConninfo(), spare: spare) { (session: inout Session) throws(PQError) in
      try session.execute(settings)
    }

    #expect(try await heir.first(process) != server)
  }

  @Test func `rolls a cancelled transaction back`() async throws {
    let connection = Connection(conninfo: try testConninfo())
    let server = try #require(try await connection.first(process))
    try await connection.execute(Statement("CREATE TEMP TABLE t (a int)"))
    let call = Task {
      try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.transaction { session throws(PQError) in
          try session.script("INSERT INTO t VALUES (1)")
          do throws(PQError) { try session.script("SELECT pg_sleep(600)") } catch {}
          try session.script("INSERT INTO t VALUES (2)")
        }
      }
    }
    try await awaitSleep(of: server)

    call.cancel()

    let error = await #expect(throws: PQError.self) { try await call.value }
    guard case .cancelled = error else { throw try #require(error) }
    let count = Query("SELECT count(*) FROM t") { row throws(PQError) in try row.int(0) }
    #expect(try await connection.first(count) == 0)
  }

  @Test func `does not start what was cancelled before`() async throws {
    let connection = Connection(conninfo: try testConninfo())
    let call = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await connection.first(one)
    }

    let error = await #expect(throws: PQError.self) { try await call.value }

    guard case .cancelled = error else { throw try #require(error) }
  }

  @Test func `connects again after the server ended the connection, and prepares it again`() async throws {
    let connection = Connection(conninfo: try testConninfo()) { (session: inout Session) throws(PQError) in
      try session.script("SET stratlogic.greeting = 'hello'")
    }
    let greeting = Query("SELECT current_setting('stratlogic.greeting', true)") { row throws(PQError) in
      try row.optionalText(0)
    }
    let first = try await connection.first(process)

    let error = await #expect(throws: PQError.self) {
      try await connection.execute(Statement("SELECT pg_terminate_backend(pg_backend_pid())"))
    }

    guard case .connectionLost = error else { throw try #require(error) }
    #expect(try await connection.first(process) != first)
    #expect(try await connection.first(greeting) == "hello")
  }

  @Test func `does not hand on a transaction that was left open`() async throws {
    let connection = Connection(conninfo: try testConninfo())
    let first = try await connection.first(process)

    try await connection.withSession { (session: inout Session) throws(PQError) in try session.script("BEGIN") }

    #expect(try await connection.first(process) != first)
  }

  @Test func `tells no server from a server that says no`() async throws {
    let nowhere = Connection(conninfo: "host=/nonexistent dbname=x")
    let unknown = Connection(conninfo: try testConninfo() + " dbname=there_is_none")

    let absent = await #expect(throws: PQError.self) { try await nowhere.first(one) }
    let refused = await #expect(throws: PQError.self) { try await unknown.first(one) }

    guard case .unreachable = absent else { throw try #require(absent) }
    guard case .refused("3D000", let reason) = refused else { throw try #require(refused) }
    #expect(reason == "database \"there_is_none\" does not exist")
  }

  @Test func `gives up on a server that never answers`() async throws {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { Glibc.close(listener) }
    #expect(listen(listener, 1) == 0)
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    withUnsafeMutableBytes(of: &address) { bytes in
      _ = getsockname(listener, bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self), &size)
    }
    let conninfo = "host=127.0.0.1 port=\(address.sin_port.byteSwapped) dbname=x sslmode=disable gssencmode=disable"
    let connection = Connection(conninfo: conninfo, timeout: .milliseconds(200))

    let error = await #expect(throws: PQError.self) { try await connection.first(one) }

    guard case .unreachable = error else { throw try #require(error) }
  }

  @Test func `runs the calls of many tasks one after another`() async throws {
    let connection = Connection(conninfo: try testConninfo())

    let sum = try await withThrowingTaskGroup(of: Int?.self) { group in
      for _ in 0..<50 { group.addTask { try await connection.first(one) } }
      return try await group.reduce(0) { $0 + ($1 ?? 0) }
    }

    #expect(sum == 50)
  }
}
