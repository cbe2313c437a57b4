package import Documents

/// One path's outcome, on its way into the transaction that finishes it.
package enum BatchItem: Sendable {
  /// A document to store.
  case document(DocumentRecord)
  /// A path whose content is an artifact already. Without the content itself: thousands of these may wait for one slow
  /// document of which they are copies, and each would hold a descriptor open.
  case known(FolderEntry, ContentDigest)
  /// A path that yields no artifact.
  case failed(SourceURL, ItemState, Problem)

  package var source: SourceURL {
    switch self {
    case .document(let record): record.fetched.entry.source
    case .known(let entry, _): entry.source
    case .failed(let source, _, _): source
    }
  }

  /// UTF-8 bytes of text that come with it.
  package var textSize: Int {
    if case .document(let record) = self { record.text.byteCount } else { 0 }
  }
}
