import ProgramTesting
import Subprocess
import SystemPackage

/// A home with an embedded server that a test may stop, and a list of documents that an ingest is told on its standard input,
/// so that it is in mid-run for as long as the test wants.
struct PrivateServer: Sendable {
  static let files = 40

  private let folder: TestFolder
  private let program: Program

  /// Stops the server at the end.
  static func with(patience: String, _ body: (PrivateServer) async throws -> Void) async throws {
    let server = try PrivateServer(patience: patience)
    let outcome: Result<Void, any Error>
    do { outcome = .success(try await body(server)) } catch { outcome = .failure(error) }
    try await server.stop()
    try outcome.get()
  }

  private init(patience: String) throws {
    folder = try TestFolder()
    var program = Program(home: folder.path.appending("home"))
    program.environment["STRATLOGIC_PATIENCE"] = patience
    self.program = program
    for number in 0..<Self.files {
      try folder.write("Document \(number) of the list.", to: FilePath("documents/\(number).txt"))
    }
    try folder.write(
      """
      pipeline: small-batches
      steps: [{stage: fetch}, {stage: dedupe}, {stage: detect}, {stage: extract}, {stage: tag},
        {stage: persist, options: {batch: 4}}]
      """, to: "pipeline.yaml")
  }

  /// Ingests a list of which `disturb` comes in the middle: after the first half is stored, before the second is told.
  /// `afterwards` comes when all has been told.
  func ingestHalf(
    _ disturb: @escaping @Sendable () async throws -> Void,
    afterwards: @escaping @Sendable () async throws -> Void = {}
  ) async throws -> Outcome {
    try await start()
    return try await program.run(arguments) { running in
      _ = try await running.standardInputWriter.write(list(0..<Self.files / 2))
      try await waitForDocuments(Self.files / 2)
      try await disturb()
      _ = try await running.standardInputWriter.write(list(Self.files / 2..<Self.files))
      try await afterwards()
      try await running.standardInputWriter.finish()
    }
  }

  func ingestAll() async throws -> Outcome { try await program.run(arguments, input: list(0..<Self.files)) }

  func start() async throws { _ = try await program.run("db", "start") }

  func stop() async throws { _ = try await program.run("db", "stop") }

  /// Takes the place of the server that was stopped, for one visitor; whether somebody came.
  func answerOnce() throws -> Bool {
    try folder.makeFolder("home/run")
    try folder.permit(0o700, "home/run")
    return try UnixSocket(at: folder.path.appending("home/run/.s.PGSQL.5432")).turnAway(within: 20)
  }

  /// Documents with text that are stored.
  func documents() async throws -> Int? {
    try await program.run("search", "document", "--json").json["total"].int
  }

  private func waitForDocuments(_ count: Int) async throws {
    let deadline = ContinuousClock.now + .seconds(50)
    while try await documents() != count {
      guard ContinuousClock.now < deadline else { throw NotInTime(condition: "\(count) documents are stored") }
    }
  }

  private var arguments: [[UInt8]] {
    ["ingest", "-", "--json", "--quiet", "--pipeline", "\(folder.path)/pipeline.yaml"].map { Array($0.utf8) }
  }

  private func list(_ numbers: Range<Int>) -> [UInt8] {
    numbers.flatMap { Array("\(folder.path)/documents/\($0).txt\n".utf8) }
  }
}
