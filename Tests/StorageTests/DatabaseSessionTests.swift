import DatabaseTesting
import PQ
import Storage
import Testing

@Suite(.database, .timeLimit(.minutes(3))) struct DatabaseSessionTests {
  @Test func `what any session of the program is told is committed is on the disk, whatever the server's default`()
    async throws
  {
    let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)
    try await owner.execute(Statement("ALTER DATABASE \(TestDatabase.current.name) SET synchronous_commit = off"))
    await owner.close()
    let database = try await Database(conninfo: TestDatabase.current.conninfo, userName: "local")

    let setting = Query("SHOW synchronous_commit") { row throws(PQError) in try row.text(0) }

    #expect(try await database.connection().first(setting) == "on")
  }
}
