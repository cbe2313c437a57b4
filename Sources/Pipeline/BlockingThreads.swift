import Dispatch
import Glibc
import Synchronization

/// A few threads for calls that block: file and disk work that must not hold a thread of the cooperative pool.
///
/// A fixed number of threads takes work from one queue, so a slow disk delays the work behind it and nothing else. The
/// queue itself has no limit: callers bound what they have in flight. The threads end with the last reference; work that
/// was accepted by then is still done.
package final class BlockingThreads: Sendable {
  private let queue = WorkQueue()
  private let count: Int

  /// Starts `count` threads; traps when the system gives none at all, since nothing could run without one.
  package init(count: Int) {
    precondition(count > 0, "somebody has to do the work")
    var started = 0
    for _ in 0..<count where Self.start(queue) { started += 1 }
    precondition(started > 0, "the system gave no thread")
    self.count = started
  }

  deinit { for _ in 0..<count { queue.add(nil) } }

  /// Runs `work` on one of the threads, and returns or throws what it did.
  ///
  /// Does not look at cancellation: work that may take long asks for it itself.
  package func run<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
      queue.add { continuation.resume(returning: Result(catching: work)) }
    }
    return try result.get()
  }

  private static func start(_ queue: WorkQueue) -> Bool {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(queue)
    let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { context in
      guard let context else { return nil }
      Unmanaged<WorkQueue>.fromOpaque(context).takeRetainedValue().work()
      return nil
    }
    guard pthread_create(&thread, nil, body, context.toOpaque()) == 0 else {
      context.release()
      return false
    }
    pthread_detach(thread)
    return true
  }
}

/// The work that waits, first come first served; nil sends one thread home.
private final class WorkQueue: Sendable {
  private let waiting = Mutex<[(@Sendable () -> Void)?]>([])
  private let available = DispatchSemaphore(value: 0)

  func add(_ work: (@Sendable () -> Void)?) {
    waiting.withLock { $0.append(work) }
    available.signal()
  }

  func work() {
    while let work = next() { work() }
  }

  private func next() -> (@Sendable () -> Void)? {
    available.wait()
    return waiting.withLock { $0.removeFirst() }
  }
}
