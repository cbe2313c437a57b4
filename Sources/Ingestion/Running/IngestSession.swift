import Documents
import Fetching
import PQ
import Pipeline
import Storage

/// What this process does of a job: it takes items off the queue, puts them through the job's pipeline, and commits them in batches.
struct IngestSession: Sendable {
  private let request: IngestRequest
  private let resources: IngestResources
  private let control: RunControl
  private let board: ProgressBoard
  private let job: OpenJob
  private let meter: StageMeter
  private let retagger: Retagger
  private let patience: Patience
  private let upkeep: IndexUpkeep
  private let recipes: RecipeBook
  /// Where the job's items are stored documents.
  private let again: StoredWork?
  private let beganAt: Int64

  /// Documents between the queue and their batch at one time.
  private static let documentsInFlight = 64
  /// Whole texts that are held at one time, where stored ones are tagged.
  private static let textsInMemory = 4
  /// Transactions at one time. Each is the work of one core, in its server's process or, for the index, in this one.
  private static let committers = 2
  /// File systems stamp files with the kernel's last tick, up to this much before the true time.
  private static let clockTick: Int64 = 10_000_000

  init(
    _ job: OpenJob, request: IngestRequest, resources: IngestResources, control: RunControl, board: ProgressBoard,
    meter: StageMeter
  ) async throws {
    self.request = request
    self.resources = resources
    self.control = control
    self.board = board
    self.job = job
    self.meter = meter
    patience = Patience(limit: resources.patience, revive: resources.reviveDatabase)
    let database = resources.database
    retagger = Retagger(
      keywords: job.keywords.filter { $0.origin == .given },
      artifacts: ArtifactStore(connection: database.connection(), user: database.user), jobs: job.store)
    recipes = RecipeBook(rules: .current, pipeline: request.plan.definition.text)
    if let stored = request.again {
      again = try await StoredWork(request, stored, job: job, on: resources)
    } else {
      again = nil
    }
    upkeep = IndexUpkeep(resources, near: request.plan.nearPolicy, control: control)
    beganAt = nanosecondsNow() - Self.clockTick
  }

  /// What a session does of its job.
  enum Part: Sendable {
    /// Walks, where there is something to walk, and works until all is done.
    case whole(Walk?)
    /// Walks only.
    case walk(Walk)
    /// Works as long as there is something that nobody has, and `goesOn` agrees.
    case work(goesOn: @Sendable () async -> Bool)
  }

  /// Does `part`, until it is done or the run is stopped; then what was not finished is given back.
  func run(_ part: Part, pool: ExtractorPool) async {
    let claims = ContentClaims()
    let queue = CommitQueue(
      limits: .init(items: request.plan.batchSize, waitingBatches: Self.committers), claims: claims)
    let runner = DocumentRunner(
      pipeline: pipeline(claims, queue, pool), job: job, queue: queue, control: control, patience: patience,
      members: memberPolicy, board: board, again: again, tagger: await tagger(queue), pages: pageVisitor)
    await withTaskGroup(of: Void.self) { tasks in
      for _ in 0..<Self.committers { tasks.addTask { await committer(queue).run() } }
      let ticker = Ticker(
        queue: queue, job: job, lease: resources.lease, board: board, control: control, goesOn: part.goesOn)
      let ticking = Task { await ticker.run() }
      let merging = Task { [upkeep] in await upkeep.run() }
      await carryOut(part, runner, queue)
      await queue.finish()
      await tasks.waitForAll()
      ticking.cancel()
      await ticking.value
      upkeep.finish()
      await merging.value
    }
    // Where this fails, the database is gone, and the leases end by themselves.
    try? await job.work.giveBack(job.id)
  }

  private func carryOut(_ part: Part, _ runner: DocumentRunner, _ queue: CommitQueue) async {
    let bell = Bell()
    let supply = WorkSupply(
      job: job, control: control, patience: patience, bell: bell, board: part.isShare ? board : nil)
    let isFound = { @Sendable in await bell.ring() }
    switch part {
    case .walk(let walk): await self.walk(walk).run(refuse: runner.refuse, isFound: isFound)
    case .work: await supply.feed(runner, queue, upTo: documentsAtOnce, untilDone: false)
    case .whole(let walk):
      async let walking: Void? = walk.map { self.walk($0) }?.run(refuse: runner.refuse, isFound: isFound)
      await supply.feed(runner, queue, upTo: documentsAtOnce, untilDone: true)
      await walking
    }
  }

  private var documentsAtOnce: Int { again?.policy.onlyTags == true ? Self.textsInMemory : Self.documentsInFlight }

  private func tagger(_ queue: CommitQueue) async -> StoredTextTagger? {
    await again?.tagger(request.plan, on: resources.database) { await queue.accept($0) }
  }

  private func walk(_ walk: Walk) -> JobWalk {
    JobWalk(
      walk, request, of: job, on: resources.database, control: control, board: board, patience: patience,
      retagger: retagger)
  }

  private func pipeline(_ claims: ContentClaims, _ queue: CommitQueue, _ pool: ExtractorPool) -> IngestPipeline {
    IngestPipeline(
      request.plan,
      in: .init(
        blobs: resources.blobs, threads: resources.threads, pool: pool,
        known: KnownContent(
          connection: resources.database.connection(), user: resources.database.user, claims: claims),
        follow: request.follow, meter: meter, accept: { await queue.accept($0) }))
  }

  private var memberPolicy: DocumentRunner.MemberPolicy {
    let (blobs, spool) = (resources.blobs, resources.spool)
    return .init(
      limits: request.plan.memberLimits,
      staging: { (blobs as? any MemberStaging) ?? SpooledMembers(spool) }, threads: resources.threads)
  }

  private var pageVisitor: PageVisitor {
    let (database, staging) = (resources.database, memberPolicy.staging)
    let store = PageStore(connection: database.connection(prepare: WorkQueue.prepare), user: database.user)
    let fetch = WebFetch(
      options: request.webOptions, visits: resources.visits, staging: staging,
      // Where nobody can be asked, what comes of the page cannot be stored either: somebody will have patience.
      takeTurn: { try? await store.takeTurn(at: $0, rest: $1) })
    return PageVisitor(
      fetch: fetch, store: store, scope: request.siteScope, job: job.id, limit: request.web.pages,
      rescan: request.rescan, control: control, board: board, meter: meter, threads: resources.threads,
      patience: patience)
  }

  private func committer(_ queue: CommitQueue) -> Committer {
    let (database, user) = (resources.database, resources.database.user)
    let writer = BatchWriter(
      connection: database.connection(prepare: BatchWriter.prepare), job: job.id, user: user, lookedAt: beganAt,
      recipes: recipes, members: request.plan.memberLimits.count, links: request.links(tellingOf: board))
    let again = again.map { work in
      ReextractionWriter(
        connection: database.connection(prepare: BatchWriter.prepare), job: job.id, user: user, recipes: recipes,
        policy: work.policy)
    }
    return Committer(
      queue: queue, writer: writer, again: again, blobs: resources.blobs, control: control, board: board,
      patience: patience, upkeep: upkeep)
  }

  /// What is due when all items of the job are done, whoever did them; gives how many artifacts were pruned.
  func conclude() async -> Int {
    guard control.isRunning else { return 0 }
    var pruned = 0
    do {
      try await outlast { () throws(StorageError) in try await retagger.retagKnown(in: job.id) }
      pruned = request.prune ? try await prune() : 0
    } catch {
      control.halt(error)
    }
    await upkeep.complete()
    return pruned
  }

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
        _ = try await job.store.report(job.id, unchanged: reading.unchanged, skipped: reading.skipped)
        return try await job.store.finish(job.id, ending)
      }
    } catch {
      control.halt(error)
      return board.current.ledger
    }
  }

  /// Asks the database for as long as it may come back and the run goes on.
  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StorageError) -> Value {
    try await patience.run(while: { control.isRunning }, body)
  }

  private func prune() async throws(StorageError) -> Int {
    let database = resources.database
    let artifacts = ArtifactStore(connection: database.connection(), user: database.user)
    let files = try await artifacts.prune(below: request.roots.compactMap(\.folder))
    let pages = try await artifacts.prunePages(of: job.id)
    let removal = ContentRemoval(connection: database.connection(), blobs: resources.blobs)
    _ = try await removal.remove(files.contents + pages.contents)
    return files.artifacts + pages.artifacts
  }
}

extension IngestSession.Part {
  fileprivate var isShare: Bool { if case .work = self { true } else { false } }

  fileprivate var goesOn: @Sendable () async -> Bool {
    if case .work(let goesOn) = self { goesOn } else { { true } }
  }
}
