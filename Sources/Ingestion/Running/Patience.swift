import Documents
import Storage

/// Waits out failures of the database that pass: a server that recovers from a crash, one that is started again.
struct Patience: Sendable {
  let limit: Duration
  let control: RunControl

  /// Runs `body`, and again after each passing failure, with growing pauses; throws the last failure once `limit` is over or
  /// the run was halted meanwhile. Only for work that may be done twice: whether a lost COMMIT took effect is unknown.
  func outlast<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    let deadline = ContinuousClock.now + limit
    var pause = Duration.milliseconds(200)
    while true {
      do throws(StorageError) {
        return try await body()
      } catch {
        guard case .retry(let after) = error.disposition, ContinuousClock.now < deadline, !control.isHalted else {
          throw error
        }
        try? await Task.sleep(for: max(pause, after ?? .zero))
        pause = min(pause * 2, .seconds(5))
      }
    }
  }
}
