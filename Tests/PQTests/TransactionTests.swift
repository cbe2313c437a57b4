import PQ
import Testing

@Suite(.timeLimit(.minutes(3))) struct TransactionTests {
  private struct Reason: Error {}
  private let count = Query("SELECT count(*) FROM t") { row throws(PQError) in try row.int(0) }
  private let insert = Statement("INSERT INTO t VALUES (1)")

  private func session() throws -> Session {
    var session = try testSession()
    try session.script("CREATE TEMP TABLE t (a int)")
    return session
  }

  @Test func `commits what its body did, and returns what it returned`() throws {
    var session = try session()

    let answer = try session.transaction { session throws(PQError) in
      try session.execute(insert)
      return "done"
    }

    #expect(answer == "done")
    #expect(try session.first(count) == 1)
  }

  @Test func `rolls back when its body throws, and passes the reason on`() throws {
    var session = try session()
    var caught: PQError?

    do throws(PQError) {
      try session.transaction { session throws(PQError) in
        try session.execute(insert)
        throw .abandoned(Reason())
      }
    } catch { caught = error }

    guard case .abandoned(is Reason) = caught else { throw try #require(caught) }
    #expect(try session.first(count) == 0)
  }

  @Test func `does not pass a swallowed error off as a commit`() throws {
    var session = try session()
    var caught: PQError?

    do throws(PQError) {
      try session.transaction { session throws(PQError) in
        try session.execute(insert)
        do throws(PQError) { try session.script("SELECT 1 / 0") } catch {}
      }
    } catch { caught = error }

    guard case .unexpectedAnswer = caught else { throw try #require(caught) }
    #expect(try session.first(count) == 0)
  }
}
