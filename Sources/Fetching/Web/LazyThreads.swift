import Pipeline
import Synchronization

/// Threads that are started when they are first needed: most runs fetch no page.
final class LazyThreads: Sendable {
  private let count: Int
  private let started = Mutex<BlockingThreads?>(nil)

  init(count: Int) { self.count = count }

  var value: BlockingThreads {
    started.withLock { started in
      if let started { return started }
      let threads = BlockingThreads(count: count)
      started = threads
      return threads
    }
  }
}
