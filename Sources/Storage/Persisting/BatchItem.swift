package import Documents

/// One path's outcome, on its way into the transaction that finishes it.
package enum BatchItem: Sendable {
  /// A document to store.
  case document(DocumentRecord)
  /// A path whose content is an artifact already. Without the content itself: thousands of these may wait for one slow
  /// document of which they are copies, and each would hold a descriptor open.
  case known(FolderEntry, ContentDigest)
  /// A path that yields no artifact.
  case failed(FolderEntry, ItemState, Problem)

  package var entry: FolderEntry {
    switch self {
    case .document(let record): record.fetched.entry
    case .known(let entry, _): entry
    case .failed(let entry, _, _): entry
    }
  }
}
