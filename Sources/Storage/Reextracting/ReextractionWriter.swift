package import Documents
package import PQ

/// Decides on new extractions of stored documents, and lets those that are not worse take the former's place: with the index, what is kept of the former,
/// and the line of the ledger in one transaction.
package struct ReextractionWriter: Sendable {
  /// What a run decides by.
  package struct Policy: Sendable {
    package var rules: PromotionRules
    /// Take every new extraction, whatever the rules say.
    package var isForced: Bool
    /// Whether only tags are made anew, from the stored text.
    package var onlyTags: Bool
    /// Recipes by which a text is tagged as it is now.
    package var currentTagging: Set<Int64>
    /// The version of the rules of tagging.
    package var tagging: String?

    package init(
      rules: PromotionRules, isForced: Bool, onlyTags: Bool, currentTagging: Set<Int64>, tagging: String?
    ) {
      self.tagging = tagging
      self.rules = rules
      self.isForced = isForced
      self.onlyTags = onlyTags
      self.currentTagging = currentTagging
    }
  }

  private let connection: Connection
  private let job: RowIdentifier
  private let user: RowIdentifier
  private let recipes: RecipeBook
  private let policy: Policy

  /// `connection` is used by this writer alone, and prepared by `BatchWriter.prepare`.
  package init(
    connection: Connection, job: RowIdentifier, user: RowIdentifier, recipes: RecipeBook, policy: Policy
  ) {
    self.connection = connection
    self.job = job
    self.user = user
    self.recipes = recipes
    self.policy = policy
  }

  /// Decides on `items`, all of stored documents, and finishes them. Gives the states they ended in.
  package func commit(_ items: [BatchItem]) async throws(PQError) -> [LedgerLine] {
    let (job, user, policy, recipes) = (job, user, policy, recipes)
    return try await connection.withSession { (session: inout Session) throws(PQError) in
      try session.script(BatchQueries.begin)
      let numbers = try recipes.numbers(for: items.extractors, of: user, in: &session)
      let ids = items.compactMap(\.stored?.text)
      let retagged = try policy.onlyTags ? Self.retagged(ids, of: user, policy, in: &session) : [:]
      return try session.transaction { (session: inout Session) throws(PQError) in
        let waiting = Set(try session.run(ReextractionQueries.waiting, [.text(job.text), .texts(ids)]))
        let open = items.filter { $0.stored.map(waiting.contains) ?? false }
        guard !open.isEmpty else { return [] }
        var batch = ReextractionBatch(job: job, user: user, policy: policy, recipes: numbers, retagged: retagged)
        try batch.judge(open, in: &session)
        try batch.tell(open, in: &session)
        try batch.promote(in: &session)
        return try batch.finish(open, in: &session)
      }
    }
  }

  /// For each recipe of `artifacts` the one that it becomes when only tags are made anew.
  private static func retagged(
    _ artifacts: [String], of user: RowIdentifier, _ policy: Policy, in session: inout Session
  ) throws(PQError) -> [Int64: Int64] {
    let pairs = try session.run(
      ReextractionQueries.retaggedRecipes, [.text(user.text), .texts(artifacts), .optional(policy.tagging)])
    return Dictionary(pairs.map { ($0.former, $0.latter) }) { first, _ in first }
  }
}

extension BatchItem {
  /// The artifact that it is about, where that was stored before.
  fileprivate var stored: RowIdentifier? {
    switch self {
    case .document(let record): record.isAgain ? record.id : nil
    case .kept(let artifact, _, _, _): artifact
    case .known, .failed: nil
    }
  }
}
