import Documents
import Fetching
import Pipeline
import Storage

/// Fetches the pages of a job, for whoever takes them through the pipeline.
struct PageVisitor: Sendable {
  /// What came of a page.
  enum Outcome: Sendable {
    /// Bytes to take through the pipeline.
    case content(FetchedFile)
    /// It needs no more than to be written down.
    case settled(BatchItem)
    /// It is to be fetched in so long, and not before.
    case later(Duration)
    case stopped
  }

  let fetch: WebFetch
  let store: PageStore
  let scope: SiteScope
  let job: RowIdentifier
  /// Pages that are fetched because others name them, at most.
  let limit: Int
  /// Fetch pages even if they did not change.
  let rescan: Bool
  let control: RunControl
  let board: ProgressBoard
  let meter: StageMeter
  let threads: BlockingThreads
  let patience: Patience

  func visit(_ address: WebAddress) async throws(StageFailure) -> Outcome {
    let known = try await failing { () throws(StorageError) in
      try await patience.run(while: { control.isRunning }) { () throws(StorageError) in
        try await store.known(address.source, in: job)
      }
    }
    let began = ContinuousClock.now
    defer { meter.record(FetchStage.name, ContinuousClock.now - began) }
    let (run, scope) = (control, scope)
    let answer: WebFetch.Answer
    do {
      answer = try await fetch.fetch(
        address, validators: rescan ? nil : known.validators,
        isInScope: { known.depth == 0 || scope.isInScope($0, of: address) }, isWanted: { run.isRunning },
        finishes: { run.finishes })
    } catch {
      return try Self.settled(address, known, error)
    }
    switch answer {
    case .later(let wait): return .later(wait)
    case .unchanged(let retrieval): return Self.unchanged(address, known, retrieval)
    case .page(let page): return try await take(page, known)
    }
  }

  private static func settled(
    _ address: WebAddress, _ known: KnownPage, _ error: WebError
  ) throws(StageFailure) -> Outcome {
    if error == .stopped { return .stopped }
    guard error.isGone, known.digest != nil else { throw StageFailure(stage: FetchStage.name, cause: error) }
    return .settled(.failed(address.source, .gone, Problem(code: error.code, message: error.message)))
  }

  private static func unchanged(_ address: WebAddress, _ known: KnownPage, _ retrieval: Retrieval) -> Outcome {
    guard let digest = known.digest else { return .stopped }
    var retrieval = retrieval
    // An answer without content need not say again what has not changed.
    retrieval.entityTag = retrieval.entityTag ?? known.entityTag
    retrieval.lastModified = retrieval.lastModified ?? known.lastModified
    let identity = FileIdentity(size: known.size, modified: known.modified ?? 0, changed: 0, inode: 0)
    return .settled(.known(FolderEntry(page: address, identity: identity, retrieval: retrieval), digest))
  }

  private func take(_ page: FetchedPage, _ known: KnownPage) async throws(StageFailure) -> Outcome {
    let staged = page.staged
    let content: ContentFile
    do {
      content = try await threads.run { () throws(BlobError) in try staged.open() }
    } catch {
      throw StageFailure(stage: FetchStage.name, cause: WebError.staging(error))
    }
    if known.depth == 0, let list = await sitemap(in: content, of: page) { return try await follow(list, from: page) }
    // Where the server does not say, a page is as old as its content is known to be.
    let former = page.digest == known.digest ? known.modified : nil
    let identity = FileIdentity(
      size: page.size, modified: page.modified ?? former ?? nanosecondsNow(), changed: 0, inode: 0)
    let entry = FolderEntry(page: page.address, identity: identity, retrieval: page.retrieval)
    return .content(FetchedFile(entry: entry, digest: page.digest, size: page.size, content: content))
  }

  private func failing<Value: Sendable>(
    _ body: () async throws(StorageError) -> Value
  ) async throws(StageFailure) -> Value {
    do {
      return try await body()
    } catch {
      throw StageFailure(stage: FetchStage.name, cause: error)
    }
  }
}

// MARK: - Sitemaps

extension PageVisitor {
  /// Addresses that are queued in one transaction.
  private static let queuedAtOnce = 1_000

  private func sitemap(in content: ContentFile, of page: FetchedPage) async -> Sitemap? {
    let isRobotsFile = page.address.target == "/robots.txt"
    return await threads.run { Sitemap(reading: content.descriptor, isRobotsFile: isRobotsFile) }
  }

  /// Queues what a sitemap lists of its site. Before the sitemap itself is done: should this process die between, it is read again, and what is
  /// queued is not queued twice.
  private func follow(_ list: Sitemap, from page: FetchedPage) async throws(StageFailure) -> Outcome {
    let place = page.retrieval.finalURL
    let address = (try? WebAddress(place)) ?? page.address
    let pages = scope.pages(linkedBy: list.addresses, on: page.address, at: address, base: nil)
    var queued = 0
    for start in stride(from: 0, to: pages.count, by: Self.queuedAtOnce) {
      let some = pages[start..<min(start + Self.queuedAtOnce, pages.count)].map(\.source)
      queued += try await failing { () throws(StorageError) in
        try await patience.run(while: { control.isRunning }) { () throws(StorageError) in
          try await store.queue(some, limit: limit, in: job)
        }
      }
    }
    let found = queued
    board.update { $0.seen += found }
    let message =
      "a sitemap: of \(list.addresses.count) addresses, \(pages.count) are of its site and wanted, and \(queued) were not known to the job"
    return .settled(.failed(page.address.source, .skipped, Problem(code: "sitemap", message: message)))
  }
}

extension KnownPage {
  fileprivate var validators: PageValidators? {
    guard digest != nil, !isGone, entityTag != nil || lastModified != nil else { return nil }
    return PageValidators(entityTag: entityTag, lastModified: lastModified)
  }
}
