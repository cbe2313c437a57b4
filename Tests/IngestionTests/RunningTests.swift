import Documents
import Synchronization
import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(1)))
struct GateTests {
  @Test func `never lets more in than its limit, and everybody in the end`() async {
    let gate = Gate(limit: 3)
    let crowd = Crowd()

    await withDiscardingTaskGroup { tasks in
      for _ in 0..<200 {
        tasks.addTask {
          await gate.enter()
          await crowd.enter()
          await Task.yield()
          await crowd.leave()
          await gate.leave()
        }
      }
    }

    #expect(await crowd.total == 200)
    #expect(await crowd.most <= 3)
    #expect(await crowd.now == 0)
  }

  private actor Crowd {
    private(set) var now = 0
    private(set) var most = 0
    private(set) var total = 0

    func enter() {
      now += 1
      total += 1
      most = max(most, now)
    }

    func leave() { now -= 1 }
  }
}

@Suite(.timeLimit(.minutes(1)))
struct OrderedOutputTests {
  @Test func `lets results out in the order of their numbers, and says how many went`() async {
    let written = Lines()
    let output = OrderedOutput<String> { written.add($0) }

    let counts = [
      await output.take("c", number: 2), await output.take("a", number: 0), await output.take("d", number: 3),
      await output.take("b", number: 1),
    ]

    #expect(counts == [0, 1, 0, 3])
    #expect(written.all == ["a", "b", "c", "d"])
  }

  private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
  }
}

@Suite(.timeLimit(.minutes(1)))
struct PatienceTests {
  private struct Failure: Classified, Equatable {
    let disposition: Disposition
    var code: String { "failure" }
    var message: String { "it failed" }
  }

  @Test func `tries again what passes, until it succeeds`() async throws {
    var attempts = 0

    let value = try await Patience(limit: .seconds(60)).run(while: { true }) { () throws(Failure) in
      attempts += 1
      if attempts < 3 { throw Failure(disposition: .retry(after: nil)) }
      return "done"
    }

    #expect(value == "done")
    #expect(attempts == 3)
  }

  @Test(arguments: [Disposition.reject, .halt])
  func `tries nothing again that does not pass`(disposition: Disposition) async {
    var attempts = 0

    await #expect(throws: Failure(disposition: disposition)) {
      try await Patience(limit: .seconds(60)).run(while: { true }) { () throws(Failure) in
        attempts += 1
        throw Failure(disposition: disposition)
      }
    }
    #expect(attempts == 1)
  }

  @Test func `gives up when its time is over, and at once when nobody wants the answer`() async {
    var attempts = 0
    let failure = Failure(disposition: .retry(after: nil))

    await #expect(throws: failure) {
      try await Patience(limit: .zero).run(while: { true }) { () throws(Failure) in
        attempts += 1
        throw failure
      }
    }
    await #expect(throws: failure) {
      try await Patience(limit: .seconds(60)).run(while: { false }) { () throws(Failure) in
        attempts += 1
        throw failure
      }
    }
    #expect(attempts == 2)
  }
}
