package import Documents
package import Pipeline

/// `dedupe`: lets content through that is not known, and hands the rest to whoever records sources.
///
/// A filter: it gives what it takes, so it may stand anywhere behind `fetch`. Right behind it is best, since content that is
/// known is then never extracted.
package struct DedupeStage<Document: ContentAddressed>: Stage {
  package static var name: StageName { "dedupe" }

  private let known: KnownContent
  private let accept: @Sendable (BatchItem) async -> Void

  /// `accept` takes the items of known content; it may suspend until there is room.
  package init(known: KnownContent, accept: @escaping @Sendable (BatchItem) async -> Void) {
    self.known = known
    self.accept = accept
  }

  package func run(
    _ document: Document, in context: StageContext
  ) async throws(StageFailure) -> StageOutcome<Document> {
    let file = document.fetched
    do {
      guard try await known.claim(file.digest, for: file.entry.source) else { return .next(document) }
    } catch {
      throw StageFailure(stage: Self.name, cause: StorageError.database(error))
    }
    await accept(.known(file.entry, file.digest))
    return .stop(.duplicate)
  }
}
