import Documents
import Fetching
import Pipeline
import Storage

/// A run over stored documents while it runs: takes from the job's queue what is to be done, has it extracted, and sees to the end.
actor ReextractSession {
  private let request: ReextractRequest
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard
  private let job: RowIdentifier
  private let jobs: JobStore
  private let store: ReextractionStore
  private let work: WorkQueue
  private let keywords: KeywordsOfJobs
  private let recipes: RecipeBook
  private let policy: ReextractionWriter.Policy
  private let meter: StageMeter
  private let patience: Patience
  private let upkeep: IndexUpkeep

  /// Documents between the queue and their batch at one time.
  private static let documentsInFlight = 64
  /// Whole texts that are held at one time, where they are tagged.
  private static let textsInMemory = 4
  /// Transactions at one time.
  private static let committers = 2
  /// Documents that are claimed together.
  private static let claim = 128
  /// How long to wait before the queue is looked at again, where something is left in it that cannot be claimed.
  private static let lookingAgain = Duration.milliseconds(200)
  /// A few times in the length of a lease.
  private static let heartbeat = WorkQueue.standardLease / 3

  init(
    request: ReextractRequest, resources: IngestResources, control: RunControl, board: ProgressBoard,
    job: RowIdentifier, jobs: JobStore, store: ReextractionStore, work: WorkQueue, currentTagging: Set<Int64>,
    meter: StageMeter
  ) {
    self.request = request
    self.resources = resources
    self.control = control
    self.board = board
    self.job = job
    self.jobs = jobs
    self.store = store
    self.work = work
    self.meter = meter
    keywords = KeywordsOfJobs(jobs)
    recipes = RecipeBook(rules: .current, pipeline: request.plan.definition.text)
    policy = .init(
      rules: request.plan.promotionRules, isForced: request.isForced, onlyTags: request.onlyTags,
      currentTagging: currentTagging, tagging: ExtractionRules.current.tagging)
    patience = Patience(limit: resources.patience, revive: resources.reviveDatabase)
    upkeep = IndexUpkeep(resources, near: request.plan.nearPolicy, control: control)
  }

  /// Extracts what is queued until nothing is left, or the run is stopped.
  func run(pool: ExtractorPool) async {
    let claims = ContentClaims()
    let queue = CommitQueue(
      limits: .init(items: request.plan.batchSize, waitingBatches: Self.committers), claims: claims)
    let runner = runner(pool, queue, claims)
    let tagger = await tagger(queue)
    await withTaskGroup(of: Void.self) { tasks in
      for _ in 0..<Self.committers { tasks.addTask { [self] in await committer(queue).run() } }
      let ticker = Ticker(queue: queue, jobs: jobs, job: job, board: board)
      let ticking = Task { await ticker.run() }
      let beating = Task { [work] in
        while (try? await Task.sleep(for: Self.heartbeat)) != nil { try? await work.heartbeat() }
      }
      let merging = Task { [upkeep] in await upkeep.run() }
      await feed(runner, tagger, queue)
      await queue.finish()
      await tasks.waitForAll()
      beating.cancel()
      ticking.cancel()
      await beating.value
      await ticking.value
      upkeep.finish()
      await merging.value
    }
    await upkeep.complete()
  }

  /// Ends the job, and gives its ledger and what it came to.
  func close() async -> (ledger: [LedgerLine], totals: [ReextractionTotal]) {
    let ending: JobEnding =
      switch control.state {
      case .running: .completed
      case .stopping: .cancelled
      case .halted(let cause): .failed(cause.message)
      }
    do throws(StorageError) {
      return try await patience.run(while: { !control.isHalted }) { () throws(StorageError) in
        if !control.isRunning { try await work.giveBack(job) }
        let ledger = try await jobs.finish(job, ending)
        return (ledger, try await store.totals(of: job))
      }
    } catch {
      control.halt(error)
      return (board.current.ledger, [])
    }
  }

  private func runner(_ pool: ExtractorPool, _ queue: CommitQueue, _ claims: ContentClaims) -> DocumentRunner {
    let database = resources.database
    let pipeline = IngestPipeline(
      request.plan,
      in: .init(
        staging: resources.blobs, threads: resources.threads, pool: pool,
        known: KnownContent(connection: database.connection(), user: database.user, claims: claims),
        follow: false, meter: meter, accept: { await queue.accept($0) }))
    let (blobs, spool) = (resources.blobs, resources.spool)
    return DocumentRunner(
      pipeline: pipeline, keywords: [], queue: queue, control: control, patience: patience,
      members: .init(
        limits: request.plan.memberLimits,
        staging: { (blobs as? any MemberStaging) ?? SpooledMembers(spool) }, threads: resources.threads),
      board: board)
  }

  private nonisolated func committer(_ queue: CommitQueue) -> Committer {
    let (database, user) = (resources.database, resources.database.user)
    let writer = BatchWriter(
      connection: database.connection(prepare: BatchWriter.prepare), job: job, user: user, lookedAt: 0,
      recipes: recipes)
    let again = ReextractionWriter(
      connection: database.connection(prepare: BatchWriter.prepare), job: job, user: user, recipes: recipes,
      policy: policy)
    return Committer(
      queue: queue, writer: writer, again: again, blobs: resources.blobs, control: control, board: board,
      patience: patience, upkeep: upkeep)
  }

  /// What tags stored texts, where no more is asked for.
  private func tagger(_ queue: CommitQueue) async -> StoredTextTagger? {
    guard request.onlyTags else { return nil }
    let stage = TagStage(
      keyphrases: request.plan.tagStep.keyphrases,
      statistics: await StoredTextTagger.statistics(of: resources.database))
    return StoredTextTagger(store: store, stage: stage, patience: patience) { await queue.accept($0) }
  }

  private func feed(_ runner: DocumentRunner, _ tagger: StoredTextTagger?, _ queue: CommitQueue) async {
    let gate = Gate(limit: tagger == nil ? Self.documentsInFlight : Self.textsInMemory)
    await withDiscardingTaskGroup { tasks in
      do throws(StorageError) {
        while let claimed = try await nextClaim(queue) {
          for task in try await prepare(claimed, runner, tagger) {
            await gate.enter()
            tasks.addTask {
              await task()
              await gate.leave()
            }
          }
        }
      } catch {
        control.halt(error)
      }
    }
  }

  /// What is to be done next; nil when nothing is left. What is not committed yet, is with somebody else, or waits for its time is waited for.
  private func nextClaim(_ queue: CommitQueue) async throws(StorageError) -> [ClaimedItem]? {
    while control.isRunning {
      let (claimed, hasItems) = try await outlast { () throws(StorageError) in
        let claimed = try await work.claim(Self.claim, of: job)
        return (claimed, claimed.isEmpty ? try await work.outlook(of: job)?.hasItems ?? false : true)
      }
      if !claimed.isEmpty { return claimed }
      guard hasItems else { return nil }
      await queue.flush(olderThan: .zero)
      try? await Task.sleep(for: Self.lookingAgain)
    }
    return nil
  }

  /// What has to be done about each of the claimed documents.
  private func prepare(
    _ claimed: [ClaimedItem], _ runner: DocumentRunner, _ tagger: StoredTextTagger?
  ) async throws(StorageError) -> [@Sendable () async -> Void] {
    var deaths: [RowIdentifier: Problem] = [:]
    var artifacts: [RowIdentifier] = []
    for item in claimed {
      guard case .artifact(let artifact) = item.work else { continue }
      artifacts.append(artifact)
      deaths[artifact] = item.death
    }
    let wanted = artifacts
    let contents = try await outlast { () throws(StorageError) in try await store.contents(of: wanted) }
    var tasks: [@Sendable () async -> Void] = []
    for stored in contents {
      var runner = runner
      runner.keywords = try await outlast { () throws(StorageError) in try await keywords.keywords(of: stored) }
      let (own, death, blobs) = (runner, deaths[stored.artifact], resources.blobs)
      tasks.append {
        if let death {
          await own.end(stored, death)
        } else if let tagger {
          await own.retag(stored, by: tagger)
        } else {
          await own.run(stored, from: blobs)
        }
      }
    }
    return tasks
  }

  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await patience.run(while: { control.isRunning }, body)
  }
}
