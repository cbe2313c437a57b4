import Glibc
import Testing

/// A running `stratlogic ingest`.
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

  /// Returns at a moment that is over soon, with the coordinator stopped in it (SIGSTOP): looked for, then made to stay,
  /// then looked for again.
  func freeze(at what: String, _ happens: () async throws -> Bool) async throws {
    try await reach(what) {
      guard try await happens() else { return false }
      _ = Glibc.kill(pid, SIGSTOP)
      if try await happens() { return true }
      thaw()
      return false
    }
  }

  func thaw() { _ = Glibc.kill(pid, SIGCONT) }
}
