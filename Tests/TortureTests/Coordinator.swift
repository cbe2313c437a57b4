import Glibc
import Testing

/// A running `stratlogic ingest` or `stratlogic worker`.
struct Coordinator: Sendable {
  let pid: pid_t

  /// Ends it, without a chance to tidy up, and waits until what it had started has noticed.
  func killAndWait() async throws {
    let extractors = extractors()
    kill()
    try await until("the coordinator ends") { !Processes.isAlive(pid) }
    try await until("its extractors end") { !extractors.contains(where: Processes.isAlive) }
  }

  func kill() { _ = Glibc.kill(pid, SIGKILL) }

  func extractors() -> [pid_t] { Processes.children(of: pid, named: "stratlogic-extract") }

  /// Returns at a moment of the run; fails when the run is over before.
  func reach(_ what: String, _ happened: () async throws -> Bool) async throws {
    try await until(what) {
      if try await happened() { return true }
      try #require(Processes.isAlive(pid), "the run was over before this happened: \(what)")
      return false
    }
  }

  /// Returns at a moment that is over soon, with the coordinator stopped in it (SIGSTOP).
  ///
  /// It is always stopped while we look, and runs for `step` between two looks: however slow a look is, the moment cannot
  /// pass meanwhile. What the server has in hand goes on when the coordinator is stopped, so the second look is at what
  /// stays.
  func freeze(
    at what: String, every step: Duration = .milliseconds(10), _ happens: () async throws -> Bool
  ) async throws {
    try await reach(what) {
      _ = Glibc.kill(pid, SIGSTOP)
      if try await happens(), try await happens() { return true }
      thaw()
      try await Task.sleep(for: step)
      return false
    }
  }

  func thaw() { _ = Glibc.kill(pid, SIGCONT) }
}
