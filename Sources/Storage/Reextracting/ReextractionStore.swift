package import Documents
package import PQ

/// Runs that extract stored documents again: what they are to do, and what they came to.
package struct ReextractionStore: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// How the user's documents were extracted.
  package func recipes() async throws(StorageError) -> [UsedRecipe] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ReextractionQueries.recipes, [.text(user.text)])
    }
  }

  /// The languages that the user's documents are in.
  package func languages() async throws(StorageError) -> [String] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ReextractionQueries.languages, [.text(user.text)])
    }
  }

  /// The documents that fit `selection`, counted; queued for `job` if there is one.
  @discardableResult
  package func select(
    _ selection: ReextractionSelection, for job: RowIdentifier?
  ) async throws(StorageError) -> [SelectedDocuments] {
    let values = [.text(user.text), .optional(job?.text)] + selection.parameters
    return try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ReextractionQueries.select, values)
    }
  }

  /// What the documents that were claimed consist of; those that are there no more are left out.
  package func contents(of artifacts: [RowIdentifier]) async throws(StorageError) -> [StoredContent] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ReextractionQueries.contents, [.texts(artifacts.map(\.text))])
    }
  }

  /// The text of a stored document, part by part, and the language that it says it is in.
  package func text(of artifact: RowIdentifier) async throws(StorageError) -> (parts: [TextPart], language: String?) {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      let stored = try session.run(PendingQueries.parts, [.texts([artifact.text])]).map(\.part)
      var parts: [TextPart] = []
      try StoredText(artifact: artifact, parts: stored.filter { $0.zone == .body }).forEach(in: &session) {
        part, text in
        if !text.isEmpty { parts.append(TextPart(pages: nil, zone: part.zone, text: text)) }
      }
      let language = try session.first(ReextractionQueries.language, [.text(artifact.text)])
      return (parts, language.flatMap { $0.isEmpty ? nil : $0 })
    }
  }

  /// What the run came to: documents by verdict.
  package func totals(of job: RowIdentifier) async throws(StorageError) -> [ReextractionTotal] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ReextractionQueries.totals, [.text(job.text)])
    }
  }

  /// The documents that the run changed, or would have; those first that lose most.
  package func differences(
    of job: RowIdentifier, limit: Int, withUnchanged: Bool
  ) async throws(StorageError) -> [ReextractionDifference] {
    try await connection.storageSession { (session: inout Session) throws(PQError) in
      try session.run(ReextractionQueries.documents, [.text(job.text), .int(limit), .bool(withUnchanged)])
    }
  }
}

extension ReextractionSelection {
  /// `$3` to `$20` of `reextract_select.sql`.
  fileprivate var parameters: [Parameter] {
    func texts(_ list: [String]?) -> Parameter { list.map { .texts($0) } ?? .null }
    return [
      texts(states?.map(\.rawValue)), confidence.map { .double($0) } ?? .null, texts(mediaTypes?.map(Self.pattern)),
      texts(types?.map(\.rawValue)), texts(languages), .optional(since), .optional(until), .optional(job?.text),
      texts(artifacts?.map(\.text)), outdated.map { .ints($0.recipes.map(\.recipe)) } ?? .null,
      texts(outdated?.recipes.map(\.mediaType.rawValue)), .bool(outdated?.unknown ?? false),
      recipes.map { .ints($0) } ?? .null, .bool(includesUnknown), .bool(includesFormerVersions), .bool(includesRefused),
      .bool(isIncomplete), otherPipelines.map { .ints($0) } ?? .null,
    ]
  }
}
