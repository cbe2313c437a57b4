import Documents
import Pipeline
import Storage
import Synchronization

/// What a session needs to extract stored documents again: what they consist of, what they are looked through for, and how new extractions are
/// decided on.
final class StoredWork: Sendable {
  let policy: ReextractionWriter.Policy
  let blobs: any BlobStore
  private let store: ReextractionStore
  private let keywords: KeywordsOfJobs
  private let contents = Mutex<[RowIdentifier: Prepared]>([:])

  /// A claimed document on its way to the runner.
  struct Prepared: Sendable {
    let content: StoredContent
    let keywords: [ExpandedKeyword]
  }

  /// How the user's documents were extracted is read once, for all that follows.
  init(_ request: IngestRequest, _ again: IngestRequest.Again, job: OpenJob, on resources: IngestResources) async throws
  {
    let database = resources.database
    store = ReextractionStore(connection: database.connection(), user: database.user)
    let review = RecipeReview(try await store.recipes(), plan: request.plan)
    policy = .init(
      rules: request.plan.promotionRules, isForced: again.isForced, onlyTags: again.onlyTags,
      currentTagging: review.currentTagging, tagging: ExtractionRules.current.tagging)
    blobs = resources.blobs
    keywords = KeywordsOfJobs(job.store)
  }

  /// Reads what is to be known of claimed documents, for all of a claim at once.
  func prepare(_ items: [ClaimedItem]) async throws(StorageError) {
    var artifacts: [RowIdentifier] = []
    for case .artifact(let artifact) in items.map(\.work) { artifacts.append(artifact) }
    guard !artifacts.isEmpty else { return }
    for content in try await store.contents(of: artifacts) {
      let prepared = Prepared(content: content, keywords: try await keywords.keywords(of: content))
      contents.withLock { $0[content.artifact] = prepared }
    }
  }

  /// What was prepared of a document, once; nil for one that was removed meanwhile.
  func take(_ artifact: RowIdentifier) -> Prepared? { contents.withLock { $0.removeValue(forKey: artifact) } }

  /// What tags stored texts, where no more is asked for.
  func tagger(
    _ plan: PipelinePlan<IngestStep>, on database: Database,
    accept: @escaping @Sendable (BatchItem) async -> Void
  ) async -> StoredTextTagger? {
    guard policy.onlyTags else { return nil }
    let statistics = await StoredTextTagger.statistics(of: database)
    let stage = TagStage(keyphrases: plan.tagStep.keyphrases, statistics: statistics)
    return StoredTextTagger(store: store, stage: stage, accept: accept)
  }
}
