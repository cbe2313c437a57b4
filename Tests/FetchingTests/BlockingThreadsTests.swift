import Dispatch
import Pipeline
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1))) struct BlockingThreadsTests {
  @Test func `does as much at once as it has threads, and no more`() async {
    let threads = BlockingThreads(count: 2)
    let running = Running()
    let (first, second) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))

    await withTaskGroup(of: Void.self) { group in
      // Each of these two ends only if the other runs at the same time.
      group.addTask { await threads.run { Self.meet(first, second) } }
      group.addTask { await threads.run { Self.meet(second, first) } }
      for _ in 0..<100 {
        group.addTask {
          await threads.run {
            running.begin()
            running.end()
          }
        }
      }
    }

    #expect(running.most <= 2)
  }

  @Test func `throws what the work threw`() async {
    let threads = BlockingThreads(count: 1)

    await #expect(throws: BlobError.diskFull(needed: 1, free: 0)) {
      try await threads.run { () throws(BlobError) in throw .diskFull(needed: 1, free: 0) }
    }
  }

  private static func meet(_ mine: DispatchSemaphore, _ other: DispatchSemaphore) {
    other.signal()
    mine.wait()
  }
}

/// Counts who is at work.
private final class Running: Sendable {
  private let counts = Mutex((now: 0, most: 0))

  var most: Int { counts.withLock { $0.most } }

  func begin() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
  func end() { counts.withLock { $0.now -= 1 } }
}
