package import Documents
import Pipeline
package import PQ

/// Merges batches of one job into the database: what is stored of a document and what finishes its item, in one transaction.
///
/// A batch either is committed whole or leaves nothing; it can be handed in again, and what an earlier try committed after all
/// (its answer lost with the connection) is then found to be there.
package struct BatchWriter: Sendable {
  private let connection: Connection
  private let job: RowIdentifier
  private let user: RowIdentifier
  private let lookedAt: Int64
  private let recipes: RecipeBook
  /// How many members one file may have.
  private let members: Int
  /// Where a job follows links.
  private let links: LinkFollowing?

  /// `connection` is used by this writer alone. `lookedAt` is when the run began to look at files, in nanoseconds since 1970.
  package init(
    connection: Connection, job: RowIdentifier, user: RowIdentifier, lookedAt: Int64, recipes: RecipeBook,
    members: Int, links: LinkFollowing? = nil
  ) {
    self.connection = connection
    self.job = job
    self.user = user
    self.lookedAt = lookedAt
    self.recipes = recipes
    self.members = members
    self.links = links
  }

  /// What a session needs before it can take batches: for `Connection`'s `onOpen`.
  package static func prepare(_ session: inout Session) throws(PQError) {
    try session.script(BatchQueries.staging)
  }

  /// Keeps every content from being removed until the next commit, or `release`. To be called before contents are sealed.
  package func hold() async throws(PQError) { try await connection.execute(ContentQueries.hold) }

  /// Ends a `hold` that no commit will follow.
  package func release() async {
    // Where this fails, the session is lost, and its hold with it.
    _ = try? await connection.first(ContentQueries.letGo)
  }

  /// Stores `items` and finishes them. Their contents must be sealed, under a hold of this writer; that ends, whatever comes.
  /// Gives the states they ended in.
  package func commit(_ items: [BatchItem]) async throws(PQError) -> [LedgerLine] {
    let (members, tooMany) = (members, Problem.tooManyMembers)
    let (owner, lookedAt, recipes, links) = (user, lookedAt, recipes, links)
    let (whole, pages) = (job, PageRecords(items))
    let job = Parameter.text(job.text)
    let user = Parameter.text(user.text)
    let failures = Parameter.texts(ItemState.failures)
    return try await connection.withSession { (session: inout Session) throws(PQError) in
      do throws(PQError) {
        try session.script(BatchQueries.begin)
        let numbers = try IndexNumbers.next(items.count { $0.isDocument }, in: &session)
        let copy = BatchCopy(
          items: items, numbers: numbers, lookedAt: lookedAt,
          recipes: try recipes.numbers(for: items.extractors, of: owner, in: &session))
        return try session.transaction { (session: inout Session) throws(PQError) in
          try Self.takeOver(in: &session)
          let index = try copy.run(in: &session)
          try session.execute(BatchQueries.artifacts, [job, user])
          try session.execute(BatchQueries.parts)
          try session.execute(BatchQueries.tags)
          try session.execute(BatchQueries.extractions)
          try session.execute(BatchQueries.sketches, [user])
          try index.write(copy, owner: owner, in: &session)
          try session.execute(BatchQueries.resolve, [user])
          try session.execute(
            BatchQueries.membersKnown,
            [user, .int(members), .text(tooMany.code), .text(tooMany.message)])
          try session.execute(BatchQueries.membersGone, [user, job])
          try session.execute(BatchQueries.retire, [user])
          try session.execute(BatchQueries.sources, [user, job])
          try session.execute(BatchQueries.members, [user, job])
          guard let counted = try session.first(BatchQueries.items, [job, failures]) else { return [] }
          try pages.write(for: owner, in: whole, &session)
          try links?.run(items, for: owner, in: whole, &session)
          return try session.run(
            BatchQueries.job,
            [
              job, .int(counted.processed - pages.goneCount), .int(counted.failed),
              .int(counted.total - pages.goneCount),
            ])
        }
      } catch {
        // What may be left of the hold goes with the session.
        session.discard()
        throw error
      }
    }
  }

  /// Makes the session's hold the transaction's.
  private static func takeOver(in session: inout Session) throws(PQError) {
    try session.execute(ContentQueries.holdUntilCommit)
    guard try session.first(ContentQueries.letGo) == true else {
      // With the session in which the contents were sealed its hold was lost, and they may have been removed since.
      throw .connectionLost("the session was lost before its batch")
    }
  }
}

extension [BatchItem] {
  /// What the documents among them were extracted with.
  var extractors: Set<ExtractorVersion?> {
    Set(compactMap { if case .document(let record) = $0 { record.extractor } else { nil } })
  }
}

extension BatchItem {
  fileprivate var isDocument: Bool { if case .document = self { true } else { false } }
}

extension ItemState {
  /// The raw values of the states that count as failed, for SQL.
  static let failures = allCases.filter(\.isFailure).map(\.rawValue)
}
