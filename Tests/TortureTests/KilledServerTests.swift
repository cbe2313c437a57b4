import Glibc
import Storage
import Subprocess
import Testing

/// `kill -9` of PostgreSQL and of extractors. The run goes on where it can; where it cannot, the next one does.
@Suite(.serialized, .timeLimit(.minutes(6)))
struct KilledServerTests {
  @Test func `one server process that dies in a COPY leaves no trace`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()

      let outcome = try await scene.ingest { coordinator in
        try await coordinator.freeze(at: "the first batch") { try await watcher.committedItems() >= 16 }
        try await coordinator.freeze(at: "a COPY", every: .milliseconds(1)) { try await !watcher.copying().isEmpty }
        for pid in try await watcher.copying() { kill(pid, SIGKILL) }
        coordinator.thaw()
      }

      #expect(outcome.status == .exited(1), "\(outcome.complaint)")
      try await scene.expectUndisturbed()
    }
  }

  @Test func `all sessions that are lost at once leave no trace`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()

      let outcome = try await scene.ingest { coordinator in
        try await coordinator.freeze(at: "100 items") { try await watcher.committedItems() >= 100 }
        try await watcher.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'stratlogic'")
        coordinator.thaw()
      }

      #expect(outcome.status == .exited(1), "\(outcome.complaint)")
      try await scene.expectUndisturbed()
    }
  }

  @Test func `a server that dies is started again by the run, which goes on as if nothing had been`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      let postmaster = try #require(try EmbeddedServer(home: scene.home).status().pid)

      let outcome = try await scene.ingest { coordinator in
        try await coordinator.freeze(at: "a COPY", every: .milliseconds(1)) { try await !watcher.copying().isEmpty }
        kill(postmaster, SIGKILL)
        coordinator.thaw()
      }

      #expect(outcome.status == .exited(1), "\(outcome.complaint)")
      try await scene.expectUndisturbed()
    }
  }

  @Test func `extractors that die leave no trace: their documents are tried once more`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()

      let outcome = try await scene.ingest { coordinator in
        try await coordinator.freeze(at: "the first items") { try await watcher.committedItems() >= 48 }
        let extractors = coordinator.extractors()
        try #require(!extractors.isEmpty)
        for pid in extractors { kill(pid, SIGKILL) }
        coordinator.thaw()
      }

      #expect(outcome.status == .exited(1), "\(outcome.complaint)")
      try await scene.expectUndisturbed()
    }
  }
}
