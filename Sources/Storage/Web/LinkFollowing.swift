package import Documents
import PQ

/// A page that was stored, or was known, and what it links to.
package struct LinkingPage: Sendable {
  package let source: SourceURL
  /// How many links lead to it.
  package let depth: Int
  /// Where it says that relative links begin.
  package let base: String?
  /// What it asks programs to leave.
  package let robots: String?
  /// As the page writes them.
  package let targets: [String]
}

/// Queues what a job's pages link to, in the transaction that ends them: so a job is never done before it has seen all it was to see, and what was
/// found is not lost with a process.
package struct LinkFollowing: Sendable {
  /// How many links may lead to a page.
  package let depth: Int
  /// Pages of the job, at most.
  package let limit: Int
  /// Says which links of a page are to be followed; it was at `address` in the end.
  package let targets: @Sendable (_ page: LinkingPage, _ address: String?) -> [SourceURL]
  /// Told how many pages were queued.
  package let found: @Sendable (Int) -> Void

  package init(
    depth: Int, limit: Int, targets: @escaping @Sendable (LinkingPage, String?) -> [SourceURL],
    found: @escaping @Sendable (Int) -> Void
  ) {
    self.depth = depth
    self.limit = limit
    self.targets = targets
    self.found = found
  }

  /// To be called behind the batch's items. A page is queued as deep as the first link says that was followed to it.
  func run(
    _ items: [BatchItem], for user: RowIdentifier, in job: RowIdentifier, _ session: inout Session
  ) throws(PQError) {
    var addresses: [SourceURL: String] = [:]
    for item in items { addresses[item.source] = item.retrieval?.finalURL }
    guard !addresses.isEmpty else { return }
    let pages = try session.run(PageQueries.links, [.text(job.text), .int(depth)])
    for (depth, pages) in Dictionary(grouping: pages, by: \.depth).sorted(by: { $0.key < $1.key }) {
      // The pages of a site have most of their links in common.
      var seen: Set<SourceURL> = []
      let targets = pages.flatMap { page in
        self.targets(page, addresses[page.source]).filter { seen.insert($0).inserted }
      }
      guard !targets.isEmpty else { continue }
      found(try PageStore.queue(targets, depth: depth + 1, limit: limit, in: job, of: user, &session))
    }
  }
}

extension BatchItem {
  fileprivate var retrieval: Retrieval? {
    switch self {
    case .document(let record): record.fetched.entry.retrieval
    case .known(let entry, _, _): entry.retrieval
    case .kept, .failed: nil
    }
  }
}
