package import Documents
package import Pipeline

/// `persist`: hands a document to the batch that will store it.
///
/// It may stand behind any stage that knows a digest: what later stages would have added is then simply not there. The document
/// counts as stored when its batch is committed, which the ledger says; a stage that waited for that would hold a place in
/// the pipeline for nothing.
package struct PersistStage<Document: Persistable>: Stage {
  package static var name: StageName { "persist" }

  private let accept: @Sendable (BatchItem) async -> Void

  /// `accept` takes the documents; it may suspend until there is room.
  package init(accept: @escaping @Sendable (BatchItem) async -> Void) {
    self.accept = accept
  }

  package func run(
    _ document: Document, in context: StageContext
  ) async throws(StageFailure) -> StageOutcome<StoredDocument> {
    let record = DocumentRecord(document)
    await accept(.document(record))
    return .next(StoredDocument(state: record.state))
  }
}
