import Documents
import Pipeline
package import Storage

/// One run over stored documents in this process, from the selection to the ledger. Sources are not looked at: what is extracted again are the bytes that
/// were kept.
///
/// An ingest whose items are artifacts: the same queue, pipeline and commits, behind `fetch` and without asking whether the content is known. What lies inside of
/// documents goes the whole way, since it may be new.
package struct Reextract: Sendable {
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard

  package init(on resources: IngestResources, control: RunControl, board: ProgressBoard) {
    self.resources = resources
    self.control = control
    self.board = board
  }

  /// What would be done: documents by what extracted them, with what that took.
  package static func preview(
    _ request: ReextractRequest, on database: Database
  ) async throws(StorageError) -> [SelectedDocuments] {
    let store = ReextractionStore(connection: database.connection(), user: database.user)
    let review = RecipeReview(try await store.recipes(), plan: request.plan)
    return try await store.select(request.selection(review), for: nil)
  }

  /// Runs to the end, or to a soft stop, as `Ingest.run` does. nil where no document fits: then there is no job.
  package func run(
    _ request: ReextractRequest, by hands: Ingest.Hands = .thisProcess
  ) async throws -> IngestReport? {
    let database = resources.database
    let jobs = JobStore(connection: database.connection(), user: database.user)
    let ingest = request.ingest
    let (job, isResumed) = try await jobs.begin(ingest.stored, forWorkers: hands == .workers)
    guard try await select(request, for: job, isResumed: isResumed, jobs) else {
      _ = try await jobs.delete(job)
      return nil
    }
    return try await Ingest(on: resources, control: control, board: board).carryOut(
      ingest, job, jobs, isResumed: isResumed, nil, by: hands)
  }

  /// Queues what is to be done; false for a job that never had anything to do. It is queued whole or not at all, so a run that is taken up, and has anything to do or done, has it all.
  private func select(
    _ request: ReextractRequest, for job: RowIdentifier, isResumed: Bool, _ jobs: JobStore
  ) async throws(StorageError) -> Bool {
    let database = resources.database
    let store = ReextractionStore(connection: database.connection(), user: database.user)
    let work = WorkQueue(
      connection: database.connection(prepare: WorkQueue.prepare), user: database.user, worker: job)
    var isSelected = false
    if isResumed {
      let outlook = try await work.outlook(of: job)
      let ledger = try await jobs.ledger(of: job)
      isSelected = outlook?.hasItems == true || !ledger.isEmpty
    }
    if !isSelected {
      let review = RecipeReview(try await store.recipes(), plan: request.plan)
      let selected = try await store.select(request.selection(review), for: job)
      guard isResumed || !selected.isEmpty else { return false }
    }
    try await work.closeIntake(of: job)
    return true
  }
}
