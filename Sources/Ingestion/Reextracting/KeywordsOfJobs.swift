import Documents
import Storage

/// What a stored document is looked through for: the keywords of the job that brought it, with what that job expanded them to, and those of
/// other jobs that were found in it.
actor KeywordsOfJobs {
  private let jobs: JobStore
  private var known: [RowIdentifier: [ExpandedKeyword]] = [:]

  init(_ jobs: JobStore) { self.jobs = jobs }

  func keywords(of stored: StoredContent) async throws(StorageError) -> [ExpandedKeyword] {
    let own: [ExpandedKeyword]
    if let job = stored.job { own = try await keywords(of: job) } else { own = [] }
    let others = stored.keywords.filter { keyword in !own.contains { $0.keyword == keyword } }
    return own + others.map { ExpandedKeyword(word: $0, origin: .given, keyword: $0) }
  }

  private func keywords(of job: RowIdentifier) async throws(StorageError) -> [ExpandedKeyword] {
    if let keywords = known[job] { return keywords }
    let keywords = try await jobs.keywords(of: job)
    known[job] = keywords
    return keywords
  }
}
