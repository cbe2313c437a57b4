package import Documents
package import Pipeline

/// `dedupe`: lets content through that is not known, and hands the rest to whoever records sources.
///
/// A filter: it gives what it takes, so it may stand anywhere behind `fetch`. Right behind it is best, since content that is
/// known is then never extracted.
package struct DedupeStage<Document: ContentAddressed>: Stage {
  package static var name: StageName { "dedupe" }

  private let known: KnownContent
  private let blobs: any BlobStore
  private let accept: @Sendable (BatchItem) async -> Void

  /// `accept` takes the items of known content; it may suspend until there is room.
  package init(
    known: KnownContent, blobs: any BlobStore, accept: @escaping @Sendable (BatchItem) async -> Void
  ) {
    self.known = known
    self.blobs = blobs
    self.accept = accept
  }

  package func run(
    _ document: Document, in context: StageContext
  ) async throws(StageFailure) -> StageOutcome<Document> {
    let file = document.fetched
    let state: KnownState
    do {
      state = try await known.claim(file.digest, for: file.entry.source)
    } catch {
      throw StageFailure(stage: Self.name, cause: StorageError.database(error))
    }
    switch state {
    case .unknown: return .next(document)
    case .coming: await accept(.known(file.entry, file.digest))
    case .stored: await accept(.known(file.entry, file.digest, lost: try await lost(file)))
    }
    return .stop(.duplicate)
  }

  /// The copy of a content that is stored, where the blob store does not have it any more. One look at it is little beside having read the file.
  private func lost(_ file: FetchedFile) async throws(StageFailure) -> (any StagedContent)? {
    guard let staged = file.content.staged else { return nil }
    do {
      return try await blobs.contains(file.digest) ? nil : staged
    } catch {
      throw StageFailure(stage: Self.name, cause: error)
    }
  }
}
