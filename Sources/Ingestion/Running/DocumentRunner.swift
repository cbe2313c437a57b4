import Documents
import Fetching
import Pipeline
import Storage

/// Takes single documents through the pipeline, and answers their failures: the only place that does.
struct DocumentRunner: Sendable {
  let pipeline: IngestPipeline
  var keywords: [ExpandedKeyword]
  let queue: CommitQueue
  let control: RunControl
  /// For a passing failure of the database.
  let patience: Patience
  let members: MemberPolicy
  let board: ProgressBoard

  /// What is done about documents inside of documents.
  struct MemberPolicy: Sendable {
    let limits: MemberLimits
    /// Where the members of one container wait.
    let staging: @Sendable () -> any MemberStaging
    let threads: BlockingThreads
  }

  /// How often a file is tried that cannot be read for a reason which passes.
  private static let attempts = 5
  /// Members of one file that are looked at side by side, as far as it is no container inside a container.
  private static let membersSideBySide = 4

  func run(_ entry: FolderEntry) async {
    let context = context(inside: [], sharing: MemberBudget(members.limits))
    _ = await run(entry) { () throws(StageFailure) in try await pipeline.run(entry, in: context) }
  }

  /// Takes what is stored through once more, from its bytes.
  func run(_ stored: StoredContent, from blobs: any BlobStore) async {
    let entry = stored.entry
    let context = context(inside: [], sharing: MemberBudget(members.limits))
    _ = await run(entry) { () throws(StageFailure) in
      let content = try await Self.content(of: stored.digest, in: blobs)
      let fetched = FetchedFile(entry: entry, digest: stored.digest, size: stored.size, content: content)
      return try await pipeline.run(again: fetched, in: context)
    }
  }

  /// Tags what is stored anew.
  func retag(_ stored: StoredContent, by tagger: StoredTextTagger) async {
    let context = StageContext(keywords: keywords)
    _ = await run(stored.entry) { () throws(StageFailure) in
      try await tagger.run(stored, in: context)
      return nil
    }
  }

  /// Gives a stored document up, unread: it was begun too often.
  func end(_ stored: StoredContent, _ problem: Problem) async {
    await queue.accept(.ended(stored.entry, .dead, problem))
  }

  private static func content(
    of digest: ContentDigest, in blobs: any BlobStore
  ) async throws(StageFailure) -> ContentFile {
    do {
      return ContentFile(descriptor: try await blobs.open(digest), staged: nil)
    } catch {
      throw StageFailure(stage: FetchStage.name, cause: error)
    }
  }

  /// Takes a member through; false when the run was stopped before it was done.
  private func run(_ member: FoundMember) async -> Bool {
    board.update { $0.seen += 1 }
    switch member.content {
    case .missing(let state, let problem):
      await queue.accept(.failed(member.entry.source, state, problem))
      return true
    case .whole(let digest, _, _) where member.ancestors.contains(digest):
      await queue.accept(.failed(member.entry.source, .skipped, FoundMember.containsItself))
      return true
    case .whole(let digest, let size, let staged):
      let context = context(inside: member.ancestors, sharing: member.budget)
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

  private func context(inside ancestors: [ContentDigest], sharing budget: MemberBudget) -> StageContext {
    StageContext(
      keywords: keywords,
      members: ContainerMembers(
        ancestors: ancestors, budget: budget, staging: members.staging(),
        width: ancestors.isEmpty ? Self.membersSideBySide : 1, take: { await run($0) }))
  }

  /// Makes the way through the pipeline, again where a failure passes; false when the run was stopped before its end.
  private func run(
    _ entry: FolderEntry, _ way: () async throws(StageFailure) -> ItemState?
  ) async -> Bool {
    var attempt = 1
    var firstFailure: ContinuousClock.Instant?
    while control.isRunning {
      do {
        guard try await way() == .cancelled else { return true }
        await cancel(entry)
        return false
      } catch {
        switch error.cause.disposition {
        case .halt:
          control.halt(error.cause)
          return false
        case .reject:
          await reject(entry, error.cause)
          return true
        case .retry(let after):
          let began = firstFailure ?? .now
          firstFailure = began
          let isHopeful =
            error.cause is FetchError ? attempt < Self.attempts : ContinuousClock.now - began < patience.limit
          guard isHopeful else { return await giveUp(entry, error.cause) }
          if !(error.cause is FetchError) { await patience.revive() }
          try? await Task.sleep(for: after ?? .milliseconds(100 << min(attempt, 5)))
          attempt += 1
        }
      }
    }
    // A halted run leaves what it did not finish to the next; a stopped one says so in the ledger.
    if !control.isHalted { await cancel(entry) }
    return false
  }

  /// Writes down what the walk could not look at.
  func refuse(_ failure: WalkFailure) async {
    await queue.accept(
      .failed(failure.source, failure.state, Problem(code: failure.code, message: failure.message)))
  }

  private func reject(_ entry: FolderEntry, _ cause: any Classified) async {
    let state = (cause as? FetchError)?.state ?? .unreadable
    await queue.accept(.ended(entry, state, Problem(code: cause.code, message: cause.message)))
  }

  /// What passes for one document is its own failure; what does not pass for a database is the run's.
  private func giveUp(_ entry: FolderEntry, _ cause: any Classified) async -> Bool {
    guard cause is FetchError else {
      control.halt(cause)
      return false
    }
    await reject(entry, cause)
    return true
  }

  private func cancel(_ entry: FolderEntry) async {
    let problem = Problem(code: "cancelled", message: "the run was stopped before this file was looked at")
    await queue.accept(.ended(entry, .cancelled, problem))
  }
}
