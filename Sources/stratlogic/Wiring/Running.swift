import Ingestion
import Pipeline
import Storage

extension Workspace {
  /// What a run that extracts works with. `blobs` is where contents lie, `workers` the number of extractors, as far as options say so.
  func resources(blobs: String?, workers: Int?, _ global: GlobalOptions) throws -> IngestResources {
    var resources = IngestResources(
      database: database, blobs: try self.blobs(blobs), threads: threads, spool: spool(),
      extractor: try extractorProgram(), extractors: workers ?? processorCount())
    resources.sweeper = sweeper
    if let patience = try databasePatience() { resources.patience = patience }
    if case .embedded(let home) = try global.location() {
      // What keeps it from starting is met again by whoever waits for it, and has patience.
      resources.reviveDatabase = { try? await EmbeddedServer(home: home).recover() }
    }
    return resources
  }
}

/// How long to wait for a database that went away: `STRATLOGIC_PATIENCE`; nil where it says nothing.
func databasePatience() throws -> Duration? {
  guard let text = processEnvironment("STRATLOGIC_PATIENCE") else { return nil }
  guard let patience = TimeSpan.parse(text) else { throw WiringError.malformedPatience(text) }
  return patience
}

/// Runs `body` where the user can watch and stop it: progress on standard error unless it is to be quiet, a soft stop by a signal.
func watched<Report: Sendable>(
  quiet: Bool, _ body: (RunControl, ProgressBoard) async throws -> Report
) async throws -> Report {
  let board = ProgressBoard()
  let control = RunControl()
  let interrupts = Interrupts(control)
  let showing = quiet ? nil : Task { await ProgressLine(board: board).run() }
  let result: Result<Report, any Error>
  do {
    result = .success(try await body(control, board))
  } catch {
    result = .failure(error)
  }
  showing?.cancel()
  await showing?.value
  withExtendedLifetime(interrupts) {}
  return try result.get()
}
