package import Documents

/// One path's outcome, on its way into the transaction that finishes it.
package enum BatchItem: Sendable {
  /// A document to store.
  case document(DocumentRecord)
  /// A path whose content is an artifact already. Without the content itself: thousands of these may wait for one slow
  /// document of which they are copies, and each would hold a descriptor open. Except where the blob store had `lost` the content, which is then
  /// stored once more.
  case known(FolderEntry, ContentDigest, lost: (any StagedContent)? = nil)
  /// A stored document that could not be extracted again, and stays as it is.
  case kept(RowIdentifier, SourceURL, ItemState, Problem)
  /// A path that yields no artifact.
  case failed(SourceURL, ItemState, Problem)

  package var source: SourceURL {
    switch self {
    case .document(let record): record.fetched.entry.source
    case .known(let entry, _, _): entry.source
    case .kept(_, let source, _, _): source
    case .failed(let source, _, _): source
    }
  }

  /// Whether it is about a document that is stored already, and is extracted again.
  package var isAgain: Bool {
    switch self {
    case .document(let record): record.isAgain
    case .kept: true
    case .known, .failed: false
    }
  }

  /// The end of a path, or of a stored document, that came to nothing.
  package static func ended(_ entry: FolderEntry, _ state: ItemState, _ problem: Problem) -> BatchItem {
    entry.artifact.map { .kept($0, entry.source, state, problem) } ?? .failed(entry.source, state, problem)
  }

  /// A content that is to become a blob.
  package var staged: (any StagedContent)? {
    switch self {
    case .document(let record): record.fetched.content.staged
    case .known(_, _, let lost): lost
    case .kept, .failed: nil
    }
  }

  /// UTF-8 bytes of text that come with it.
  package var textSize: Int {
    if case .document(let record) = self { record.text.byteCount } else { 0 }
  }
}
