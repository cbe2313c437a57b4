import Documents
import Fetching
import Pipeline
import Storage

/// Takes single documents through the pipeline, and answers their failures: the only place that does.
struct DocumentRunner: Sendable {
  let pipeline: IngestPipeline
  let job: OpenJob
  let queue: CommitQueue
  let control: RunControl
  /// For a passing failure of the database or of the blob store.
  let patience: Patience
  let members: MemberPolicy
  let board: ProgressBoard
  /// What is needed where items are stored documents, and where only their tags are made anew.
  let again: StoredWork?
  let tagger: StoredTextTagger?
  /// Fetches pages of the web.
  let pages: PageVisitor

  /// What is done about documents inside of documents.
  struct MemberPolicy: Sendable {
    let limits: MemberLimits
    /// Where the members of one container wait.
    let staging: @Sendable () -> any MemberStaging
    let threads: BlockingThreads
  }

  /// How often a member is tried that cannot be read for a reason which passes.
  private static let attempts = 5
  /// Members of one file that are looked at side by side, as far as it is no container inside a container.
  private static let membersSideBySide = 4

  /// Takes an item of the queue through. What comes of it is committed later; what was not done is still queued.
  func run(_ item: ClaimedItem) async {
    let source: SourceURL
    switch item.work {
    case .artifact(let artifact): return await run(artifact, death: item.death)
    case .source(let found): source = found
    }
    if let death = item.death { return await queue.accept(.failed(source, .dead, death)) }
    if let page = source.page { return await run(page) }
    guard let path = source.path else { return await queue.accept(.failed(source, .unreadable, Self.noFile)) }
    // What the file looks like now is found out when it is opened.
    let entry = FolderEntry(path: path, identity: FileIdentity(size: 0, modified: 0, changed: 0, inode: 0))
    let context = context(inside: [], sharing: MemberBudget(members.limits), job.keywords)
    _ = await run(entry) { () throws(StageFailure) in try await pipeline.run(entry, in: context) }
  }

  /// Fetches a page, and takes it through.
  private func run(_ page: WebAddress) async {
    let unread = FileIdentity(size: 0, modified: 0, changed: 0, inode: 0)
    let context = context(inside: [], sharing: MemberBudget(members.limits), job.keywords)
    _ = await run(FolderEntry(page: page, identity: unread)) { () throws(StageFailure) in
      switch try await pages.visit(page) {
      case .stopped: return .cancelled
      case .content(let fetched): return try await pipeline.run(fetched, in: context)
      case .settled(let item): await queue.accept(item)
      case .later(let pause): await postpone(page.source, by: pause)
      }
      return nil
    }
  }

  private func postpone(_ source: SourceURL, by pause: Duration) async {
    do {
      try await patience.run(while: { control.isRunning }) { () throws(StorageError) in
        try await job.work.postpone(source, of: job.id, by: pause)
      }
    } catch {
      control.halt(error)
    }
  }

  /// Takes what is stored through once more, from its bytes or from its text. One that was removed has left the queue with that.
  private func run(_ artifact: RowIdentifier, death: Problem?) async {
    guard let again, let stored = again.take(artifact) else { return }
    let (content, entry) = (stored.content, stored.content.entry)
    if let death { return await queue.accept(.ended(entry, .dead, death)) }
    // What lies inside a former version is not where the path says any more.
    let context =
      content.isHere
      ? context(inside: [], sharing: MemberBudget(members.limits), stored.keywords)
      : StageContext(keywords: stored.keywords)
    _ = await run(entry) { () throws(StageFailure) in
      if let tagger {
        try await tagger.run(content, in: context)
        return nil
      }
      let bytes = try await Self.open(content.digest, in: again.blobs)
      let fetched = FetchedFile(entry: entry, digest: content.digest, size: content.size, content: bytes)
      return try await pipeline.run(again: fetched, in: context)
    }
  }

  private static func open(
    _ digest: ContentDigest, in blobs: any BlobStore
  ) async throws(StageFailure) -> ContentFile {
    do {
      return ContentFile(descriptor: try await blobs.open(digest), staged: nil)
    } catch {
      throw StageFailure(stage: FetchStage.name, cause: error)
    }
  }

  private static let noFile = Problem(code: "malformed_source", message: "this is not the URL of a file, nor of a page")

  /// Takes a member through; false when the run was stopped before it was done.
  private func run(_ member: FoundMember, _ keywords: [ExpandedKeyword]) async -> Bool {
    board.update { $0.seen += 1 }
    switch member.content {
    case .missing(let state, let problem):
      await queue.accept(.failed(member.entry.source, state, problem))
      return true
    case .whole(let digest, _, _) where member.ancestors.contains(digest):
      await queue.accept(.failed(member.entry.source, .skipped, FoundMember.containsItself))
      return true
    case .whole(let digest, let size, let staged):
      let context = context(inside: member.ancestors, sharing: member.budget, keywords)
      return await run(member.entry) { () throws(StageFailure) in
        let content = try await open(staged)
        let fetched = FetchedFile(entry: member.entry, digest: digest, size: size, content: content)
        return try await pipeline.run(fetched, in: context)
      }
    }
  }

  private func open(_ staged: any StagedMember) async throws(StageFailure) -> ContentFile {
    do {
      return try await members.threads.run { () throws(BlobError) in try staged.open() }
    } catch {
      throw StageFailure(stage: FetchStage.name, cause: error)
    }
  }

  private func context(
    inside ancestors: [ContentDigest], sharing budget: MemberBudget, _ keywords: [ExpandedKeyword]
  ) -> StageContext {
    StageContext(
      keywords: keywords,
      members: ContainerMembers(
        ancestors: ancestors, budget: budget, staging: members.staging(),
        width: ancestors.isEmpty ? Self.membersSideBySide : 1, take: { await run($0, keywords) }))
  }

  /// Makes the way through the pipeline, again where a failure passes; false when the run was stopped before its end.
  private func run(
    _ entry: FolderEntry, _ way: () async throws(StageFailure) -> ItemState?
  ) async -> Bool {
    var attempt = 1
    var firstFailure: ContinuousClock.Instant?
    while control.isRunning {
      do {
        return try await way() != .cancelled
      } catch {
        switch error.cause.disposition {
        case .halt:
          control.halt(error.cause)
          return false
        case .reject:
          await reject(entry, error.cause)
          return true
        case .retry(let after):
          let isOfFile = Self.isOfFile(error.cause)
          if isOfFile, !entry.isMember, entry.artifact == nil { return await putOff(entry, error.cause, after) }
          let began = firstFailure ?? .now
          firstFailure = began
          let isHopeful = isOfFile ? attempt < Self.attempts : ContinuousClock.now - began < patience.limit
          guard isHopeful else { return await giveUp(entry, error.cause) }
          if !isOfFile { await patience.revive() }
          try? await Task.sleep(for: after ?? .milliseconds(100 << min(attempt, 5)))
          attempt += 1
        }
      }
    }
    return false
  }

  /// Whether a failure is one file's alone: where its copy goes is everybody's.
  private static func isOfFile(_ cause: any Classified) -> Bool {
    (cause as? FetchError)?.isOfTheFile == true || (cause as? WebError)?.isOfThePage == true
  }

  /// Has a file that cannot be read for a reason which passes tried later, by whoever is free then; ends it when that was done often enough.
  private func putOff(_ entry: FolderEntry, _ cause: any Classified, _ pause: Duration?) async -> Bool {
    let problem = Problem(code: cause.code, message: cause.message)
    do {
      let isPutOff = try await patience.run(while: { control.isRunning }) { () throws(StorageError) in
        try await job.work.retryLater(.source(entry.source), of: job.id, because: problem, after: pause)
      }
      if !isPutOff { await queue.accept(.failed(entry.source, .dead, problem)) }
      return true
    } catch {
      control.halt(error)
      return false
    }
  }

  /// Writes down what the walk could not look at.
  func refuse(_ failure: WalkFailure) async {
    await queue.accept(
      .failed(failure.source, failure.state, Problem(code: failure.code, message: failure.message)))
  }

  private func reject(_ entry: FolderEntry, _ cause: any Classified) async {
    let state = (cause as? FetchError)?.state ?? (cause as? WebError)?.state ?? .unreadable
    await queue.accept(.ended(entry, state, Problem(code: cause.code, message: cause.message)))
  }

  /// What does not pass for one document is its own failure; what does not pass for a database or a blob store is the run's.
  private func giveUp(_ entry: FolderEntry, _ cause: any Classified) async -> Bool {
    guard Self.isOfFile(cause) else {
      control.halt(cause)
      return false
    }
    await reject(entry, cause)
    return true
  }
}
