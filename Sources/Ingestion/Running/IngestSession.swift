import Documents
import Fetching
import PQ
import Pipeline
import Storage
import Synchronization

/// A job while it runs: what the walk has met, what is to be done about it, and how it ends.
actor IngestSession {
  private let request: IngestRequest
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard
  private let job: RowIdentifier
  private let isResumed: Bool
  private let meter: StageMeter
  private let jobs: JobStore
  private let keywords: [ExpandedKeyword]
  private let sources: SourceIndex
  private let retagger: Retagger
  private let patience: Patience
  private let upkeep: IndexUpkeep
  private let recipes: RecipeBook
  private let beganAt: Int64
  private var seen = SeenSources()

  init(
    request: IngestRequest, resources: IngestResources, control: RunControl, board: ProgressBoard, job: RowIdentifier,
    isResumed: Bool, meter: StageMeter, jobs: JobStore, keywords: [ExpandedKeyword]
  ) {
    self.request = request
    self.resources = resources
    self.control = control
    self.board = board
    self.job = job
    self.isResumed = isResumed
    self.meter = meter
    self.jobs = jobs
    self.keywords = keywords
    patience = Patience(limit: resources.patience, revive: resources.reviveDatabase)
    let database = resources.database
    sources = SourceIndex(connection: database.connection(), user: database.user)
    retagger = Retagger(
      keywords: keywords.filter { $0.origin == .given },
      artifacts: ArtifactStore(connection: database.connection(), user: database.user),
      jobs: jobs)
    recipes = RecipeBook(rules: .current, pipeline: request.plan.definition.text)
    upkeep = IndexUpkeep(resources, near: request.plan.nearPolicy, control: control)
    beganAt = nanosecondsNow() - Self.clockTick
  }

  /// File systems stamp files with the kernel's last tick, up to this much before the true time.
  private static let clockTick: Int64 = 10_000_000

  /// Takes everything the walk finds through the pipeline and into the database.
  func run(_ walk: Walk, pool: ExtractorPool, documents: Int, committers: Int) async {
    let claims = ContentClaims()
    let queue = CommitQueue(
      limits: .init(items: request.plan.batchSize, waitingBatches: committers), claims: claims)
    let pipeline = IngestPipeline(
      request.plan,
      in: .init(
        staging: resources.blobs, threads: resources.threads, pool: pool,
        known: KnownContent(
          connection: resources.database.connection(), user: resources.database.user, claims: claims),
        follow: request.follow, meter: meter, accept: { await queue.accept($0) }))
    let runner = DocumentRunner(
      pipeline: pipeline, keywords: keywords, queue: queue, control: control, patience: patience,
      members: memberPolicy, board: board)
    await withTaskGroup(of: Void.self) { tasks in
      for _ in 0..<committers { tasks.addTask { [self] in await committer(queue).run() } }
      let ticker = Ticker(queue: queue, jobs: jobs, job: job, board: board)
      let ticking = Task { await ticker.run() }
      let merging = Task { [upkeep] in await upkeep.run() }
      await feed(walk, to: runner, documents: documents)
      await queue.finish()
      await tasks.waitForAll()
      ticking.cancel()
      await ticking.value
      upkeep.finish()
      await merging.value
    }
  }

  private var memberPolicy: DocumentRunner.MemberPolicy {
    let (blobs, spool) = (resources.blobs, resources.spool)
    return .init(
      limits: request.plan.memberLimits,
      staging: { (blobs as? any MemberStaging) ?? SpooledMembers(spool) }, threads: resources.threads)
  }

  /// What follows from what the walk did not see; gives how many artifacts were pruned.
  func finishSources() async -> Int {
    guard control.isRunning else { return 0 }
    do {
      try await outlast { () throws(StorageError) in try await markGone() }
      try await outlast { () throws(StorageError) in try await retagger.retagKnown(in: job) }
      return request.prune ? try await prune() : 0
    } catch {
      control.halt(error)
      return 0
    }
  }

  private func markGone() async throws(StorageError) {
    let seen = seen
    do {
      for root in request.roots {
        guard let folder = root.folder else { continue }
        try await sources.markGone(
          below: folder, in: job, wasSeen: { seen.contains($0) }, isGone: { isGone($0) })
      }
    } catch {
      throw .database(error)
    }
  }

  /// Leaves the search index in order, after everything that changes what is in it.
  func finishIndex() async { await upkeep.complete() }

  /// Ends the job and gives its ledger: where the database is gone, what it was told to hold, and a halt.
  func close() async -> [LedgerLine] {
    let ending: JobEnding =
      switch control.state {
      case .running: .completed
      case .stopping: .cancelled
      case .halted(let cause): .failed(cause.message)
      }
    let reading = board.current
    do throws(StorageError) {
      return try await patience.run(while: { !control.isHalted }) { () throws(StorageError) in
        _ = try await jobs.report(job, unchanged: reading.unchanged, skipped: reading.skipped)
        return try await jobs.finish(job, ending)
      }
    } catch {
      control.halt(error)
      return board.current.ledger
    }
  }

  private nonisolated func committer(_ queue: CommitQueue) -> Committer {
    let connection = resources.database.connection(prepare: BatchWriter.prepare)
    let writer = BatchWriter(
      connection: connection, job: job, user: resources.database.user, lookedAt: beganAt, recipes: recipes)
    return Committer(
      queue: queue, writer: writer, blobs: resources.blobs, control: control, board: board,
      patience: patience, upkeep: upkeep)
  }

  private func feed(_ walk: Walk, to runner: DocumentRunner, documents: Int) async {
    let gate = Gate(limit: documents)
    await withDiscardingTaskGroup { tasks in
      do throws(WalkFailed) {
        while control.isRunning, let entries = try await nextToDo(walk, runner) {
          for entry in entries {
            await gate.enter()
            tasks.addTask {
              await runner.run(entry)
              await gate.leave()
            }
          }
        }
        if control.isRunning { board.update { $0.walkIsFinished = true } }
      } catch {
        control.halt(error)
      }
    }
  }

  private func nextToDo(_ walk: Walk, _ runner: DocumentRunner) async throws(WalkFailed) -> [FolderEntry]? {
    let batch: WalkBatch?
    do {
      batch = try await walk.next()
    } catch {
      throw WalkFailed(cause: error)
    }
    guard let batch else { return nil }
    return try await toDo(batch, runner)
  }

  /// Counts a batch of the walk, and gives what of it must go through the pipeline.
  private func toDo(_ batch: WalkBatch, _ runner: DocumentRunner) async throws(WalkFailed) -> [FolderEntry] {
    let skipped = batch.skipped.values.reduce(0, +)
    board.update {
      $0.seen += batch.files.count + batch.failures.count + skipped
      $0.skipped += skipped
      $0.done += skipped
    }
    for failure in batch.failures { await runner.refuse(failure) }
    do {
      return try await changed(batch.files)
    } catch {
      throw WalkFailed(cause: error)
    }
  }

  private func changed(_ files: [FolderEntry]) async throws(StorageError) -> [FolderEntry] {
    guard !files.isEmpty else { return [] }
    let urls = files.map(\.source)
    let (recorded, finished) = try await outlast { () throws(StorageError) in try await known(urls) }
    var changed: [FolderEntry] = []
    var unchanged: [RowIdentifier] = []
    for (position, file) in files.enumerated() {
      if let source = recorded[position] { seen.insert(source.id) }
      if finished.contains(position) {
        board.update { $0.done += 1 }
      } else if !request.rescan, let source = recorded[position], source.isUnchanged(file.identity) {
        if let artifact = source.artifact { unchanged.append(artifact) }
        board.update {
          $0.done += 1
          $0.unchanged += 1
        }
      } else {
        changed.append(file)
      }
    }
    try await outlast { () throws(StorageError) in try await retagger.retag(unchanged) }
    return changed
  }

  /// Asks the database for as long as it may come back and the run goes on.
  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await patience.run(while: { control.isRunning }, body)
  }

  /// What is recorded of `urls`, and which of them this job finished when it ran before; by position.
  private func known(
    _ urls: [SourceURL]
  ) async throws(StorageError) -> (recorded: [Int: RecordedSource], finished: Set<Int>) {
    do {
      let finished = isResumed ? try await sources.finished(urls, in: job) : []
      return (try await sources.lookup(urls), finished)
    } catch {
      throw .database(error)
    }
  }

  private func prune() async throws(StorageError) -> Int {
    let database = resources.database
    let artifacts = ArtifactStore(connection: database.connection(), user: database.user)
    let forgotten = try await artifacts.prune(below: request.roots.compactMap(\.folder))
    _ = try await ContentRemoval(connection: database.connection(), blobs: resources.blobs).remove(forgotten.contents)
    return forgotten.artifacts
  }
}

/// The walk came to an end because a list could not be read on, or the index not be asked.
private struct WalkFailed: Classified {
  let cause: any Classified
  var code: String { cause.code }
  var message: String { cause.message }
  var disposition: Disposition { cause.disposition }
}
