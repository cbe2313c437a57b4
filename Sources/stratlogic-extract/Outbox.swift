import Pipeline
import Sandbox
import SystemPackage

/// The answers on their way out: gathered, so that a page of HTML costs one system call, but never kept for long, so that the
/// coordinator sees a page when it is finished.
///
/// A class because two sinks of one document may write into it.
final class Outbox {
  /// As much as one `send` moves without waiting for the coordinator.
  private static let enough = 64 << 10
  private static let patience = Duration.milliseconds(200)

  private let channel = Channel(owning: .standardInput)
  private var frames = FrameWriter()
  private var oldest: ContinuousClock.Instant?

  func sayReady(without missing: [String]) {
    frames.append(readyWithout: missing)
    // Should nobody listen, the first look into the inbox says so.
    try? flush()
  }

  /// Throws when nobody listens any more.
  func put(_ event: ExtractionEvent) throws(SinkClosed) {
    frames.append(event)
    if case .finished = event { return try flush() }
    let now = ContinuousClock.now
    guard let oldest else { return oldest = now }
    if frames.bytes.count >= Self.enough || now - oldest > Self.patience { try flush() }
  }

  private func flush() throws(SinkClosed) {
    do throws(SandboxError) {
      try channel.send(frames.bytes)
    } catch {
      throw SinkClosed()
    }
    frames.removeAll()
    oldest = nil
  }
}
