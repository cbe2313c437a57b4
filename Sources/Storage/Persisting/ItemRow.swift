import Documents

/// What a batch item says in the ledger, before the database has had its word.
struct ItemRow {
  let source: SourceURL
  /// All zero for a path that was not read: it is not recorded as a source.
  let identity: FileIdentity
  let digest: ContentDigest?
  let artifact: RowIdentifier?
  let state: ItemState
  let problem: Problem?
  let isContainer: Bool

  init(_ item: BatchItem) {
    source = item.source
    if case .document(let record) = item { isContainer = record.isContainer } else { isContainer = false }
    switch item {
    case .document(let record):
      identity = record.fetched.entry.identity
      (digest, artifact, state, problem) = (record.fetched.digest, record.id, record.state, record.problem)
    case .known(let entry, let known, _):
      identity = entry.identity
      (digest, artifact, state, problem) = (known, nil, .duplicate, nil)
    case .kept(let known, _, let state, let problem):
      identity = FileIdentity(size: 0, modified: 0, changed: 0, inode: 0)
      (digest, artifact, self.state, self.problem) = (nil, known, state, problem)
    case .failed(_, let state, let problem):
      identity = FileIdentity(size: 0, modified: 0, changed: 0, inode: 0)
      (digest, artifact, self.state, self.problem) = (nil, nil, state, problem)
    }
  }
}
