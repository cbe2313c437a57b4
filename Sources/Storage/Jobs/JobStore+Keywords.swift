package import Documents
import PQ

/// What a job looks for in its documents.
extension JobStore {
  /// Notes what a job's keywords are expanded to, and gives it: for a job that has begun, what it began with, whatever there is in other
  /// thesauri and in the documents now.
  package func expand(
    _ job: RowIdentifier, to keywords: [ExpandedKeyword]
  ) async throws(StorageError) -> [ExpandedKeyword] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        _ = try session.first(JobQueries.lockRow, [.text(job.text)])
        let settings = try session.run(JobQueries.settings, [.text(job.text)])
        if let noted = Self.expansion(settings) { return noted }
        let words = keywords.filter { $0.origin != .given }.map(\.word)
        _ = try session.first(JobQueries.expand, [.text(job.text), .texts(words)])
        let lines = keywords.map(\.noted).joined(separator: "\n")
        try session.execute(JobQueries.configure, [.text(job.text), .text(Self.expansionKey), .text(lines)])
        return keywords
      }
    }
  }

  /// What a job looked for: its keywords with what they were expanded to; none for a job that is there no more.
  package func keywords(of job: RowIdentifier) async throws(StorageError) -> [ExpandedKeyword] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let settings = try session.run(JobQueries.settings, [.text(job.text)])
      if let noted = Self.expansion(settings) { return noted }
      let given = try session.first(JobQueries.keywords, [.text(job.text)]) ?? []
      return given.map { ExpandedKeyword(word: $0, origin: .given, keyword: $0) }
    }
  }

  private static let expansionKey = "expansion"

  /// What is noted among a job's settings; nil before it was.
  private static func expansion(_ settings: [(key: String, value: String)]) -> [ExpandedKeyword]? {
    settings.first { $0.key == expansionKey }?.value.split(separator: "\n").compactMap(ExpandedKeyword.init(noted:))
  }

  /// For each of `keywords` the keyphrases that often go with it in the user's documents, the most frequent first.
  package func related(to keywords: [String]) async throws(StorageError) -> [String: [String]] {
    let found = try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(JobQueries.related, [.text(user.text), .texts(keywords)])
    }
    return Dictionary(grouping: found, by: \.keyword).mapValues { $0.map(\.phrase) }
  }
}

/// As it stands among a job's settings. Neither tabs nor newlines are in keywords.
extension ExpandedKeyword {
  fileprivate var noted: String { "\(origin.rawValue)\t\(keyword)\t\(word)" }

  fileprivate init?(noted line: Substring) {
    let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard fields.count == 3, let origin = Origin(rawValue: fields[0]) else { return nil }
    self.init(word: fields[2], origin: origin, keyword: fields[1])
  }
}
