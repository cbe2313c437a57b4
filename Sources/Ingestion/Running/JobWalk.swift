import Documents
import Fetching
import PQ
import Pipeline
import Storage

/// The walk of a job's folders: queues what must be looked at, for whoever works on the job; what is unchanged or skipped is only counted.
///
/// It runs ahead of the work as far as it can: what it finds waits in the database, so neither memory nor what other workers may take depends on
/// how fast this process works.
actor JobWalk {
  private let walk: Walk
  private let request: IngestRequest
  private let job: OpenJob
  private let control: RunControl
  private let board: ProgressBoard
  private let patience: Patience
  private let index: SourceIndex
  private let pages: PageStore
  private let artifacts: ArtifactStore
  private let retagger: Retagger
  private var seen = SeenSources()
  /// Folders in which nothing was found yet, of those that may not be empty.
  private var bare: [SourceURL]

  init(
    _ walk: Walk, _ request: IngestRequest, of job: OpenJob, on database: Database, control: RunControl,
    board: ProgressBoard, patience: Patience, retagger: Retagger
  ) {
    self.walk = walk
    self.request = request
    self.job = job
    self.control = control
    self.board = board
    self.patience = patience
    self.retagger = retagger
    bare = request.prune && !request.pruneAll && walk.changes == nil ? request.roots.compactMap(\.folder) : []
    index = SourceIndex(connection: database.connection(), user: database.user)
    artifacts = ArtifactStore(connection: database.connection(), user: database.user)
    pages = PageStore(connection: database.connection(prepare: WorkQueue.prepare), user: database.user)
  }

  /// Walks to the end. `refuse` writes down what could not be looked at; `isFound` is called when there is something to do.
  func run(refuse: (WalkFailure) async -> Void, isFound: () async -> Void) async {
    do throws(WalkFailed) {
      while control.isRunning, let batch = try await next() {
        for failure in batch.failures { await refuse(failure) }
        if try await take(batch) { await isFound() }
        if try await take(pages: batch.pages) { await isFound() }
      }
      guard control.isRunning else { return }
      board.update { $0.walkIsFinished = true }
      try await close()
      await isFound()
    } catch {
      control.halt(error.cause)
    }
  }

  private func next() async throws(WalkFailed) -> WalkBatch? {
    do {
      return try await walk.next()
    } catch {
      throw WalkFailed(cause: error)
    }
  }

  /// Counts a batch, and queues what of it must go through the pipeline; whether there was any.
  private func take(_ batch: WalkBatch) async throws(WalkFailed) -> Bool {
    let skipped = batch.skipped.values.reduce(0, +)
    board.update {
      $0.seen += batch.files.count + batch.failures.count + skipped
      $0.skipped += skipped
      $0.done += skipped
    }
    guard !batch.files.isEmpty else { return false }
    if !bare.isEmpty {
      bare.removeAll { folder in batch.files.contains { $0.source.string.hasPrefix(folder.folderPrefix) } }
    }
    let sorted = try await outlast { () throws(StorageError) in try await self.sort(batch.files) }
    try await outlast { () throws(StorageError) in
      // What was not finished when it was looked up may be by now.
      let reopening = self.walk.changes != nil
      try await self.job.work.enqueue(sorted.changed.map { .source($0) }, in: self.job.id, reopening: reopening)
      try await self.job.work.enqueue(sorted.reopened.map { .source($0) }, in: self.job.id)
      try await self.retagger.retag(sorted.unchanged)
    }
    board.update {
      $0.done += sorted.unchanged.count + sorted.finished
      $0.unchanged += sorted.unchanged.count
    }
    return !(sorted.changed.isEmpty && sorted.reopened.isEmpty)
  }

  /// Queues pages that were named: whether they changed, their servers know. Gives whether there were any that are new to the job.
  private func take(pages named: [WebAddress]) async throws(WalkFailed) -> Bool {
    guard !named.isEmpty else { return false }
    let queued = try await outlast { () throws(StorageError) in
      try await self.pages.queue(named.map(\.source), in: self.job.id)
    }
    board.update { $0.seen += queued }
    return queued > 0
  }

  /// Files by what is to be done about them.
  private struct Sorted: Sendable {
    var changed: [SourceURL] = []
    /// Those that this job finished when it ran before, and that changed since.
    var reopened: [SourceURL] = []
    var unchanged: [RowIdentifier] = []
    /// How many this job finished when it ran before, and did not change since.
    var finished = 0
  }

  private func sort(_ files: [FolderEntry]) async throws(StorageError) -> Sorted {
    let (recorded, finished) = try await known(files.map(\.source))
    var sorted = Sorted()
    for (position, file) in files.enumerated() {
      let source = recorded[position]
      if let source { seen.insert(source.id) }
      guard let source, let artifact = source.artifact, source.isUnchanged(file.identity) else {
        if finished.contains(position) {
          sorted.reopened.append(file.source)
        } else {
          sorted.changed.append(file.source)
        }
        continue
      }
      if finished.contains(position) {
        sorted.finished += 1
      } else if request.rescan {
        sorted.changed.append(file.source)
      } else {
        sorted.unchanged.append(artifact)
      }
    }
    return sorted
  }

  /// What is recorded of `urls`, and which of them this job finished when it ran before; by position.
  private func known(
    _ urls: [SourceURL]
  ) async throws(StorageError) -> (recorded: [Int: RecordedSource], finished: Set<Int>) {
    do {
      let finished = job.isResumed ? try await index.finished(urls, in: job.id) : []
      return (try await index.lookup(urls), finished)
    } catch {
      throw .database(error)
    }
  }

  /// After the last file: what was not seen is gone, what was counted is written down, and the job has all its work.
  private func close() async throws(WalkFailed) {
    try await refuseBareFolders()
    try await outlast { () throws(StorageError) in
      try await self.markGone()
      let reading = self.board.current
      _ = try await self.job.store.report(self.job.id, unchanged: reading.unchanged, skipped: reading.skipped)
      try await self.job.work.closeIntake(of: self.job.id)
    }
  }

  /// What is gone is to be removed: where that is all there was, more likely a disk is not mounted.
  private func refuseBareFolders() async throws(WalkFailed) {
    for folder in bare {
      let lost = try await outlast { () throws(StorageError) in
        try await self.artifacts.prunable(below: [folder], without: try await self.gone(below: folder))
      }
      if lost > 0 { throw WalkFailed(cause: JobError.nothingLeft(folder, lost)) }
    }
  }

  private func gone(below folder: SourceURL) async throws(StorageError) -> [Int64] {
    let seen = seen
    do {
      return try await index.gone(below: folder, wasSeen: { seen.contains($0) }, isGone: { isGone($0) }).map(\.id)
    } catch {
      throw .database(error)
    }
  }

  private func markGone() async throws(StorageError) {
    let seen = seen
    do {
      if let changes = walk.changes {
        for place in changes.gone { try await index.markGone(at: place, in: job.id, isGone: { isGone($0) }) }
        return
      }
      for root in request.roots {
        guard let folder = root.folder else { continue }
        try await index.markGone(
          below: folder, in: job.id, wasSeen: { seen.contains($0) }, isGone: { isGone($0) })
      }
    } catch {
      throw .database(error)
    }
  }

  /// Asks the database for as long as it may come back and the run goes on.
  private func outlast<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(WalkFailed) -> Value {
    do {
      return try await patience.run(while: { control.isRunning }, body)
    } catch {
      throw WalkFailed(cause: error)
    }
  }
}

/// The walk came to an end because a list could not be read on, or the database not be asked.
private struct WalkFailed: Error {
  let cause: any Classified
}
