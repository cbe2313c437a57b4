import Documents
import Storage

extension StoredContent {
  /// As a walk would have found it.
  var entry: FolderEntry {
    FolderEntry(
      stored: artifact, source: source,
      identity: FileIdentity(size: size, modified: modified, changed: 0, inode: 0), retrieval: retrieval)
  }
}
