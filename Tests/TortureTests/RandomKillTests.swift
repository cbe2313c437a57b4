import Glibc
import Storage
import Testing

/// `kill -9` of anything at any moment. Ten times in `make test`, a hundred times in `make torture`.
@Suite(.serialized, .timeLimit(.minutes(45)))
struct RandomKillTests {
  private static let kills = getenv("STRATLOGIC_TORTURE").flatMap { Int(String(cString: $0)) } ?? 10
  /// Kills in one home, before what is left in it is compared.
  private static let killsInScene = 5

  /// What a run gets over: the rest are the runs themselves.
  private enum Victim: CaseIterable { case extractors, session, server }

  @Test(arguments: 0..<(kills / killsInScene))
  func `whatever is killed, and whenever, the end is that of an undisturbed run`(number: Int) async throws {
    try await Scene.with { scene in
      let watcher = try await scene.startServer()
      for base in [0, 80] {
        let items = Int.random(in: base...base + 60)
        try await Self.work(on: scene) { process in
          try await Self.wait(for: items, of: process, watcher)
          try await process.killAndWait()
        }
      }

      let victims = Victim.allCases.shuffled()
      try await Self.work(on: scene) { process in
        for (turn, victim) in victims.enumerated() {
          try await Self.wait(for: 150 + turn * 50 + Int.random(in: 0...30), of: process, watcher)
          try await Self.strike(victim, process, scene, watcher)
        }
      }

      // Where that run came to its end all the same, there is nothing left to take up.
      if try await !Self.isCompleted(on: scene, watcher) { try await scene.ingest() }
      try await scene.expectUndisturbed()
    }
  }

  private static func isCompleted(on scene: Scene, _ watcher: Watcher) async throws -> Bool {
    let query = "SELECT count(*) FROM stratlogic.scraping_jobs WHERE status = 'completed'"
    _ = try await EmbeddedServer(home: scene.home).ensureRunning()
    // The first answers may be that the watcher's session went with the server that was killed, and that the next one is not up.
    var count: Int?
    try await until("the server answers the watcher") {
      count = try? await watcher.number(query)
      return count != nil
    }
    return count ?? 0 > 0
  }

  /// One run, by the process that walks or by a worker, and what is done to it meanwhile.
  private static func work(on scene: Scene, _ disturb: (Coordinator) async throws -> Void) async throws {
    guard Bool.random() else {
      try await scene.ingest(disturb)
      return
    }
    try await scene.ingest(enqueue: true)
    try await scene.work(disturb)
  }

  private static func wait(for items: Int, of process: Coordinator, _ watcher: Watcher) async throws {
    // Whoever asks a server that was killed asks again.
    while Processes.isAlive(process.pid), (try? await watcher.committedItems()) ?? 0 < items {
      try await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
    }
  }

  private static func strike(
    _ victim: Victim, _ process: Coordinator, _ scene: Scene, _ watcher: Watcher
  ) async throws {
    switch victim {
    case .extractors: for pid in process.extractors() { kill(pid, SIGKILL) }
    case .session:
      let active = "SELECT pid FROM pg_stat_activity WHERE usename = 'stratlogic' AND state = 'active'"
      let pids = try? await watcher.texts(active)
      if let pid = pids?.randomElement().flatMap({ pid_t($0) }) { kill(pid, SIGKILL) }
    case .server:
      if let pid = try EmbeddedServer(home: scene.home).status().pid { kill(pid, SIGKILL) }
    }
  }
}
