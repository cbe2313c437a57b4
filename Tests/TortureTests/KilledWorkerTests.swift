import Glibc
import Subprocess
import Testing

/// `kill -9` of workers: others do what they had, one lease later, and nothing twice.
@Suite(.serialized, .timeLimit(.minutes(6)))
struct KilledWorkerTests {
  @Test func `a worker in the midst of a COPY, while another works on`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      try await scene.ingest(enqueue: true)

      async let other = scene.work()
      try await scene.work { worker in
        try await worker.freeze(at: "a COPY", every: .milliseconds(1)) { try await !watcher.copying().isEmpty }
        try await worker.killAndWait()
      }

      #expect(try await other.status == .exited(1))
      // The next one has nothing to do but to sweep up after the one that was killed.
      try await scene.expectWorkersRecovery()
    }
  }

  @Test func `one worker after the other, until one is left alone`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      try await scene.ingest(enqueue: true)

      for items in [1, 120, 240] {
        try await scene.work { worker in
          try await worker.freeze(at: "\(items) items") { try await watcher.committedItems() >= items }
          try await worker.killAndWait()
        }
      }

      try await scene.expectWorkersRecovery()
    }
  }

  @Test func `a worker that was stopped for longer than its lease does nothing twice when it wakes`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      try await scene.ingest(enqueue: true)

      let late = try await scene.work { worker in
        // What it holds of a transaction is ended by the server after half a minute; that wait is no part of this rule.
        try await worker.freeze(at: "the first items, between two batches") {
          guard try await watcher.committedItems() >= 16 else { return false }
          return try await watcher.openTransactions() == 0
        }
        let outcome = try await scene.work()
        #expect(outcome.status == .exited(1), "\(outcome.complaint)")
        worker.thaw()
      }

      #expect(late.status == .exited(0) || late.status == .exited(1), "\(late.complaint)")
      try await scene.expectUndisturbed()
    }
  }
}
