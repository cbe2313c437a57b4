import Documents
import Fetching
import Storage
import SystemPackage

/// Goes on with walks whose process is gone, where the folders are this machine's.
///
/// The lease of a walk is the lock of its job: it goes with the session of whoever walks. A walk that was taken up begins anew, and what is queued or done already
/// stays so. A stop leaves it to the next.
struct WalkTakeover {
  let resources: IngestResources
  let own: [FilePath]
  let control: RunControl
  let jobs: JobStore
  let patience: Patience
  /// Jobs that are not this machine's to walk.
  private var foreign: Set<RowIdentifier> = []

  private static let kinds = [JobKind.ingest, .watch].map(\.rawValue)

  init(on resources: IngestResources, own: [FilePath], control: RunControl, jobs: JobStore, patience: Patience) {
    self.resources = resources
    self.own = own
    self.control = control
    self.jobs = jobs
    self.patience = patience
  }

  /// Walks for one job to the end, if there is such a job; whether there was.
  mutating func run() async throws -> Bool {
    let abandoned = try await outlast { [jobs] () throws(StorageError) in try await jobs.unwalked(of: Self.kinds) }
    for job in abandoned where !foreign.contains(job.job) && control.isRunning {
      if try await walk(job.job, of: job.user) { return true }
      foreign.insert(job.job)
    }
    return false
  }

  /// False where it is for others to walk.
  private func walk(_ id: RowIdentifier, of user: RowIdentifier) async throws -> Bool {
    var resources = resources
    resources.database = resources.database.acting(as: user)
    let store = JobStore(connection: resources.database.connection(), user: user)
    let stored = try await outlast { () throws(StorageError) in try await store.stored(id).request }
    guard let request = try? IngestRequest(stored, own: own), let mark = WalkMark.of(request.roots),
      mark == stored.settings[JobStore.walkMark], let walk = try? Walk(request, threads: resources.threads)
    else { return false }
    do {
      let isWalked = try await outlast { () throws(StorageError) in
        try await store.resume(id, forWorkers: true, walkAnew: false)
      }
      if !isWalked { try await carryOut(walk, request, id, store, resources) }
    } catch StorageError.jobIsHeld {
      // Somebody was quicker.
    }
    await store.letGo()
    return true
  }

  private func carryOut(
    _ walk: Walk, _ request: IngestRequest, _ id: RowIdentifier, _ store: JobStore, _ resources: IngestResources
  ) async throws {
    let part = RunControl(partOf: control)
    let job = try await OpenJob(id, request, on: resources, store: store, isResumed: true, isHeld: true)
    let session = try await IngestSession(
      job, request: request, resources: resources, control: part, board: ProgressBoard(), meter: StageMeter())
    _ = await job.withExtractors(request, on: resources) { pool in await session.run(.walk(walk), pool: pool) }
    if case .halted(let cause) = part.state { throw cause }
  }

  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await patience.run(while: { control.isRunning }, body)
  }
}
