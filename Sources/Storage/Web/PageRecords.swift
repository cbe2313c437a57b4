import Documents
import PQ

/// What a batch says of pages beside what it says of all sources; inside its transaction.
struct PageRecords {
  private var pages: [(source: String, retrieval: Retrieval)] = []
  private var gone: [String] = []

  init(_ items: [BatchItem]) {
    for item in items {
      switch item {
      case .document(let record): add(record.fetched.entry)
      case .known(let entry, _, _): add(entry)
      case .failed(let source, .gone, _): gone.append(source.string)
      case .failed, .kept: break
      }
    }
  }

  private mutating func add(_ entry: FolderEntry) {
    if let retrieval = entry.retrieval { pages.append((entry.source.string, retrieval)) }
  }

  /// Pages that are gone: they are in the ledger, and were not seen.
  var goneCount: Int { gone.count }

  func write(for user: RowIdentifier, in job: RowIdentifier, _ session: inout Session) throws(PQError) {
    if !pages.isEmpty {
      try session.execute(
        PageQueries.record,
        [
          .text(user.text), .texts(pages.map(\.source)), .texts(pages.map { $0.retrieval.entityTag ?? "" }),
          .texts(pages.map { $0.retrieval.lastModified ?? "" }),
        ])
    }
    if !gone.isEmpty {
      try session.execute(PageQueries.gone, [.text(user.text), .text(job.text), .texts(gone)])
    }
  }
}
