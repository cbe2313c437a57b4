import PQ
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(3))) struct PoolTests {
  private let one = Query("SELECT 1") { row throws(PQError) in try row.int(0) }

  @Test func `never has more connections than its size, and serves everyone`() async throws {
    let pool = Pool(conninfo: try testConninfo(), size: 3)

    let sum = try await withThrowingTaskGroup(of: Int?.self) { group in
      for _ in 0..<40 {
        group.addTask {
          try await pool.withSession { (session: inout Session) throws(PQError) in try session.first(one) }
        }
      }
      return try await group.reduce(0) { $0 + ($1 ?? 0) }
    }

    #expect(sum == 40)
    #expect(pool.count == 3)
  }

  @Test func `replaces a broken connection`() async throws {
    let pool = Pool(conninfo: try testConninfo(), size: 1)
    await #expect(throws: PQError.self) {
      try await pool.withSession { (session: inout Session) throws(PQError) in
        try session.script("SELECT pg_terminate_backend(pg_backend_pid())")
      }
    }

    let answer = try await pool.withSession { (session: inout Session) throws(PQError) in try session.first(one) }

    #expect(answer == 1)
    #expect(pool.count == 1)
  }

  @Test func `lets go of a waiting task that is cancelled, and then of the next`() async throws {
    let pool = Pool(conninfo: try testConninfo(), size: 1)

    let error = try await pool.withConnection { (_: Connection) async throws(PQError) -> PQError? in
      let waiting = Task { try await pool.withConnection { (_: Connection) async throws(PQError) in } }
      waiting.cancel()
      return await waiting.result.failure as? PQError
    }

    guard case .cancelled = error else { throw try #require(error) }
    try await pool.withConnection { (_: Connection) async throws(PQError) in }
  }

  @Test func `serves those who wait in the order in which they came`() async throws {
    let pool = Pool(conninfo: try testConninfo(), size: 1)
    let order = Recorder()

    let tasks = try await pool.withConnection { (_: Connection) async throws(PQError) in
      var tasks: [Task<Void, any Error>] = []
      for number in 0..<5 {
        tasks.append(
          Task {
            try await pool.withConnection { (_: Connection) async throws(PQError) in order.append(number) }
          })
        while pool.waitingCount <= number { await Task.yield() }
      }
      return tasks
    }
    for task in tasks { try await task.value }

    #expect(order.numbers == [0, 1, 2, 3, 4])
  }
}

private final class Recorder: Sendable {
  private let recorded = Mutex<[Int]>([])
  var numbers: [Int] { recorded.withLock { $0 } }

  func append(_ number: Int) { recorded.withLock { $0.append(number) } }
}

extension Result where Failure == any Error {
  fileprivate var failure: (any Error)? {
    if case .failure(let error) = self { error } else { nil }
  }
}
