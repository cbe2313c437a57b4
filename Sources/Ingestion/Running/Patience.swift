import Documents

/// Waits out what passes, such as a database that is started anew: tries again, ever more seldom, until the time is over.
struct Patience: Sendable {
  /// How long after its first failure something is still tried again.
  let limit: Duration
  /// What may bring back what is waited for.
  var revive: @Sendable () async -> Void = {}

  /// Runs `body` until it succeeds, fails in a way that does not pass, or is not wanted any more; throws its last failure.
  func run<Value: Sendable, Failure: Classified>(
    isolation: isolated (any Actor)? = #isolation, while isWanted: () -> Bool, _ body: () async throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    var deadline: ContinuousClock.Instant?
    var pause = Duration.milliseconds(200)
    while true {
      do {
        return try await body()
      } catch {
        guard case .retry(let after) = error.disposition, isWanted() else { throw error }
        let end = deadline ?? .now + limit
        deadline = end
        guard ContinuousClock.now < end else { throw error }
        await revive()
        try? await Task.sleep(for: max(pause, after ?? .zero))
        pause = min(pause * 2, .seconds(5))
      }
    }
  }
}
