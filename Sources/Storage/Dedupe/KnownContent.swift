package import Documents
package import PQ

/// Whether a content is known, and where it is.
package enum KnownState: Sendable {
  case unknown
  /// On its way to the database in this run.
  case coming
  case stored
}

/// Which content is known: in the database already, or on its way there in this run.
///
/// Asked for every file, so questions are gathered: while one query is on its way, those that arrive wait, and go together in
/// the next. With one query a file, an ingest of 8,000 pages spent 1.5 s on round trips.
package actor KnownContent {
  private let connection: Connection
  private let user: RowIdentifier
  private let claims: ContentClaims
  private var questions: [(digest: ContentDigest, answer: CheckedContinuation<Result<Bool, PQError>, Never>)] = []
  private var isAsking = false

  /// `connection` is used by this value alone.
  package init(connection: Connection, user: RowIdentifier, claims: ContentClaims) {
    self.connection = connection
    self.user = user
    self.claims = claims
  }

  /// Whether `digest` is known. If it is not, `source` is the one that brings it in, and others are told that it is coming.
  package func claim(_ digest: ContentDigest, for source: SourceURL) async throws(PQError) -> KnownState {
    guard claims.claim(digest, for: source) else { return .coming }
    guard try await isStored(digest).get() else { return .unknown }
    claims.release(digest)
    return .stored
  }

  private func isStored(_ digest: ContentDigest) async -> Result<Bool, PQError> {
    await withCheckedContinuation { answer in
      questions.append((digest, answer))
      guard !isAsking else { return }
      isAsking = true
      Task { await answerQuestions() }
    }
  }

  private func answerQuestions() async {
    while !questions.isEmpty {
      let asked = questions
      questions = []
      let stored = await query(asked.map(\.digest.hex))
      for (digest, answer) in asked { answer.resume(returning: stored.map { $0.contains(digest.hex) }) }
    }
    isAsking = false
  }

  private func query(_ digests: [String]) async -> Result<Set<String>, PQError> {
    do throws(PQError) {
      return .success(Set(try await connection.run(Self.known, [.text(user.text), .texts(digests)])))
    } catch {
      return .failure(error)
    }
  }

  private static let known = Query(sql(PackageResources.known_digests_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
}
