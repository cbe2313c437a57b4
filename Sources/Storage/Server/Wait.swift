/// Waiting for something that nothing announces, such as another process's file: short naps at first, up to a limit.
struct Wait {
  private let deadline: ContinuousClock.Instant
  private var nap: Duration = .milliseconds(1)

  init(limit: Duration) { deadline = .now + limit }

  /// Naps; false when the limit is reached. Throws `.interrupted` when the task is cancelled.
  mutating func again() async throws(ServerError) -> Bool {
    guard ContinuousClock.now < deadline else { return false }
    do {
      try await Task.sleep(for: nap)
    } catch {
      throw .interrupted
    }
    nap = min(nap * 1.25, .milliseconds(50))
    return true
  }
}
