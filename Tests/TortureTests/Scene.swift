import Glibc
import PQ
import Storage
import Subprocess
import SystemPackage
import Testing

/// A home of its own, on which the program is run and disturbed.
struct Scene: Sendable {
  let home: Home
  private let folder: FilePath

  /// Gives `body` a new scene; its server is stopped at the end, and nothing of it may be left running then.
  static func with(_ body: (Scene) async throws -> Void) async throws {
    let folder = try Ground.folder().appending("scene-\(UInt32.random(in: 0 ... .max))")
    try #require(mkdir(folder.string, 0o755) == 0)
    let scene = Scene(home: Home(folder.appending("home")), folder: folder)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(scene)) } catch { outcome = .failure(error) }
    _ = try? await EmbeddedServer(home: scene.home).stop()
    let ended: Result<Void, any Error>
    do { ended = .success(try await scene.waitUntilDeserted()) } catch { ended = .failure(error) }
    for pid in Processes.around(folder) { kill(pid, SIGKILL) }
    _ = try await Subprocess.run(.path("/bin/rm"), arguments: ["-rf", folder.string], output: .discarded)
    try outcome.get()
    try ended.get()
  }

  /// Makes and starts the server before anything is ingested, so that there is something to watch from the first moment; its
  /// schema, too, up to `version`, because a coordinator that is stopped inside a migration locks out whoever watches.
  func startServer(migratedTo version: Int? = nil) async throws -> Watcher {
    let access = try await EmbeddedServer(home: home).ensureRunning()
    let owner = Connection(conninfo: access.ownerConninfo)
    try await Migrator(owner).up(to: version)
    await owner.close()
    return try watcher()
  }

  /// A look at the server that runs.
  func watcher() throws -> Watcher {
    Watcher(socketFolder: try #require(try EmbeddedServer(home: home).status().socketFolder))
  }

  /// How an ingest ended.
  struct Outcome: Sendable {
    let status: TerminationStatus
    let output: String
    /// What it wrote on standard error.
    let complaint: String
  }

  /// Ingests the corpus and the fixtures, or only queues them, and does `disturb` meanwhile.
  @discardableResult
  func ingest(
    enqueue: Bool = false, _ disturb: (Coordinator) async throws -> Void = { _ in }
  ) async throws -> Outcome {
    try await run(
      [
        "ingest", "--pipeline", Ground.pipeline().string, "--keywords", "lighthouse,night watch",
        Ground.corpus().string,
        Ground.fixtures.string,
      ] + (enqueue ? ["--enqueue"] : []), disturb)
  }

  /// Works on what is queued until nothing is left, and does `disturb` meanwhile.
  @discardableResult
  func work(_ disturb: (Coordinator) async throws -> Void = { _ in }) async throws -> Outcome {
    try await run(["worker", "--drain", "--lease", "2s"], disturb)
  }

  /// Extracts everything once more, with texts cut short, whatever is lost by that; and does `disturb` meanwhile.
  @discardableResult
  func reextract(_ disturb: (Coordinator) async throws -> Void = { _ in }) async throws -> Outcome {
    try await run(["reextract", "--all", "--force", "--pipeline", Ground.shortPipeline().string], disturb)
  }

  /// Takes that back.
  func rollback() async throws -> Outcome {
    let watcher = try watcher()
    let run = try await watcher.texts("SELECT id::text FROM stratlogic.scraping_jobs WHERE job_type = 'reextract'")
    await watcher.close()
    return try await self.run(["reextract", "rollback"] + run, isQuiet: false) { _ in }
  }

  private func run(
    _ arguments: [String], isQuiet: Bool = true, _ disturb: (Coordinator) async throws -> Void
  ) async throws -> Outcome {
    let number = UInt32.random(in: 0 ... .max)
    let output = folder.appending("output-\(number)")
    let complaint = folder.appending("complaint-\(number)")
    let result = try await Subprocess.run(
      .path(Ground.program),
      arguments: Arguments(arguments + ["--home", home.path.string, "--json"] + (isQuiet ? ["--quiet"] : [])),
      environment: .custom([
        "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "STRATLOGIC_PATIENCE": "60s", "STRATLOGIC_IDLE_MINUTES": "5",
      ]),
      input: .none, output: .fileDescriptor(try Self.created(output), closeAfterSpawningProcess: true),
      error: .fileDescriptor(try Self.created(complaint), closeAfterSpawningProcess: true)
    ) { execution in
      let coordinator = Coordinator(pid: execution.processIdentifier.value)
      do {
        try await disturb(coordinator)
      } catch {
        // Whatever went wrong: neither a stopped process nor one whose extractors live may be left.
        coordinator.kill()
        throw error
      }
    }
    return Outcome(
      status: result.terminationStatus, output: String(decoding: SmallText.read(output) ?? [], as: UTF8.self),
      complaint: String(decoding: SmallText.read(complaint) ?? [], as: UTF8.self))
  }

  /// Ingests once more, undisturbed, and expects all to be as if nothing had ever happened.
  func expectRecovery(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let outcome = try await ingest()
    #expect(outcome.status == .exited(1), "\(outcome.complaint)", sourceLocation: sourceLocation)
    #expect(outcome.output.contains(#""status":"completed""#), "\(outcome.output)", sourceLocation: sourceLocation)
    try await expectUndisturbed(sourceLocation: sourceLocation)
  }

  /// Has a worker do what is left, undisturbed, and expects all to be as if nothing had ever happened.
  func expectWorkersRecovery(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let outcome = try await work()
    #expect(
      outcome.status == .exited(0) || outcome.status == .exited(1), "\(outcome.complaint)",
      sourceLocation: sourceLocation)
    try await expectUndisturbed(sourceLocation: sourceLocation)
  }

  /// Expects everything in the home to be what an undisturbed run leaves.
  func expectUndisturbed(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let differences = try await snapshot().differences(from: try await Undisturbed.shared.snapshot())
    #expect(differences == [], sourceLocation: sourceLocation)
  }

  func snapshot() async throws -> Snapshot {
    let watcher = try watcher()
    let snapshot = try await Snapshot(of: home, through: watcher)
    await watcher.close()
    return snapshot
  }

  private func waitUntilDeserted() async throws {
    try await until("all processes around the home end") { Processes.around(folder).isEmpty }
  }

  private static func created(_ path: FilePath) throws -> FileDescriptor {
    try FileDescriptor.open(
      path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: .ownerReadWrite)
  }
}

/// What a run leaves that nobody disturbed: made once, by the first test that asks.
actor Undisturbed {
  static let shared = Undisturbed()
  private var made: Task<Snapshot, any Error>?

  func snapshot() async throws -> Snapshot {
    let task = made ?? Task { try await Self.make() }
    made = task
    return try await task.value
  }

  private static func make() async throws -> Snapshot {
    var snapshot: Snapshot?
    try await Scene.with { scene in
      let outcome = try await scene.ingest()
      try #require(outcome.status == .exited(1), "\(outcome.complaint)")
      snapshot = try await scene.snapshot()
    }
    return try #require(snapshot)
  }
}
