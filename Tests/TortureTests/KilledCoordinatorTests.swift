import Glibc
import Storage
import SystemPackage
import Testing

/// `kill -9` of the coordinator, at moments that are looked for: the next run finishes the job as if nothing had happened.
@Suite(.serialized, .timeLimit(.minutes(6)))
struct KilledCoordinatorTests {
  @Test(
    .enabled(if: Processes.canBeSeen, "needs to see other users' processes"),
    arguments: [("initdb", "--username=postgres"), ("postgres", "--single")])
  func `while the cluster is made`(program: String, argument: String) async throws {
    try await Scene.with { scene in
      try await scene.ingest { coordinator in
        try await coordinator.reach("\(program) \(argument) runs") {
          Processes.running(program, argument, in: scene.home.path) != nil
        }
        try await coordinator.killAndWait()
      }

      try await scene.expectRecovery()
    }
  }

  @Test func `inside a migration`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer(migratedTo: 1)
      let lock = Lock()
      // Version 2 changes this table, after it has done other things.
      try await lock.take("LOCK TABLE stratlogic.artifacts IN ACCESS EXCLUSIVE MODE", on: watcher)

      try await scene.ingest { coordinator in
        try await coordinator.reach("a migration waits inside its transaction") {
          try await !watcher.waiting(as: "stratlogic_owner").isEmpty
        }
        try await coordinator.killAndWait()
      }

      await lock.release()
      try await scene.expectRecovery()
    }
  }

  @Test func `during a COPY`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()

      try await scene.ingest { coordinator in
        try await coordinator.freeze(at: "a COPY", every: .milliseconds(1)) { try await !watcher.copying().isEmpty }
        try await coordinator.killAndWait()
      }

      try await scene.expectRecovery()
    }
  }

  @Test func `while blobs are given their names`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      let blobs = scene.home.blobs.appending("artifacts")

      try await scene.ingest { coordinator in
        try await coordinator.freeze(at: "blobs without their rows, and copies without their names") {
          let named = Folders.files(below: blobs).count
          let copies = Folders.files(below: scene.home.blobs.appending("incoming")).count
          return try await named > watcher.committedArtifacts() && copies > 0
        }
        try await coordinator.killAndWait()
      }

      try await scene.expectRecovery()
    }
  }

  @Test func `when a batch is all written, and not committed`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      let lock = Lock()

      try await scene.ingest { coordinator in
        // Not stopped: a transaction that is stopped before its commit would keep the lock from us.
        try await coordinator.reach("the first batches") { try await watcher.committedItems() >= 32 }
        // The last statement of a batch counts it on its job.
        try await lock.take("SELECT FROM stratlogic.scraping_jobs FOR UPDATE", on: watcher)
        try await coordinator.reach("a batch waits for its job") {
          try await !watcher.waiting(as: "stratlogic").isEmpty
        }
        try await coordinator.killAndWait()
        await lock.release()
      }

      try await scene.expectRecovery()
    }
  }

  @Test func `again and again, until one run is left alone`() async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()

      for items in [1, 120, 240] {
        try await scene.ingest { coordinator in
          try await coordinator.freeze(at: "\(items) items") { try await watcher.committedItems() >= items }
          try await coordinator.killAndWait()
        }
      }

      try await scene.expectRecovery()
    }
  }
}
