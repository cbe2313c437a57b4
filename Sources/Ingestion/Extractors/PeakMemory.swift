import Synchronization

/// The most memory that any extractor process held, as far as it was looked at.
final class PeakMemory: Sendable {
  private let bytes = Mutex(0)

  func record(_ bytes: Int) { self.bytes.withLock { $0 = max($0, bytes) } }

  var value: Int { bytes.withLock { $0 } }
}
