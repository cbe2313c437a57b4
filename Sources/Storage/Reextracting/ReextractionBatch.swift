import Documents
import PQ

/// Stored documents that were extracted again, inside the transaction that decides on them.
struct ReextractionBatch {
  let job: RowIdentifier
  let user: RowIdentifier
  let policy: ReextractionWriter.Policy
  let recipes: RecipeNumbers
  private(set) var judgements: [Judgement] = []
  /// Where only tags are made anew: for each recipe the one that it becomes by that.
  private let retagged: [Int64: Int64]

  init(
    job: RowIdentifier, user: RowIdentifier, policy: ReextractionWriter.Policy, recipes: RecipeNumbers,
    retagged: [Int64: Int64]
  ) {
    self.job = job
    self.user = user
    self.policy = policy
    self.recipes = recipes
    self.retagged = retagged
  }

  /// Compares the new extractions among `items` with the former ones.
  mutating func judge(_ items: [BatchItem], in session: inout Session) throws(PQError) {
    let records = items.compactMap { if case .document(let record) = $0 { record } else { nil } }
    let former = Dictionary(
      uniqueKeysWithValues: try session.run(ReextractionQueries.former, [.texts(records.map(\.id.text))]).map {
        ($0.artifact, $0)
      })
    for record in records {
      guard let former = former[record.id] else { continue }
      let tagsAreCurrent = !former.isIncomplete && (former.recipe.map(policy.currentTagging.contains) ?? false)
      judgements.append(
        Judgement(
          record, former, policy.onlyTags ? nil : try Self.layout(of: record), tagsAreCurrent: tagsAreCurrent))
    }
    try compareExtractions(in: &session)
    for index in judgements.indices where !judgements[index].changed.isEmpty {
      if judgements[index].hasNewText {
        judgements[index].change = try Self.change(judgements[index], in: &session)
      }
      decide(&judgements[index])
    }
  }

  /// The number of the way in which the document would be extracted, once this is promoted; 0 for none.
  func recipe(of judgement: Judgement) -> Int64 {
    guard judgement.scope == .tags else { return recipes[judgement.record.extractor] ?? 0 }
    return judgement.former.recipe.flatMap { retagged[$0] } ?? judgement.former.recipe ?? 0
  }

  private static func layout(of record: DocumentRecord) throws(PQError) -> TextLayout {
    do {
      return try TextLayout(record.text)
    } catch {
      throw .abandoned(error)
    }
  }

  /// Notes whose rows of `content_extractions` are others.
  private mutating func compareExtractions(in session: inout Session) throws(PQError) {
    for scope in [Judgement.Scope.all, .tags, .description] {
      let rows = judgements.filter { $0.scope == scope && $0.changed.isEmpty }
      guard !rows.isEmpty else { continue }
      var (artifacts, types, data): ([String], [String], [String]) = ([], [], [])
      for judgement in rows {
        for extraction in judgement.extractions {
          artifacts.append(judgement.record.id.text)
          types.append(extraction.type)
          data.append(extraction.data)
        }
      }
      let different = Set(
        try session.run(
          ReextractionQueries.differences,
          [
            .texts(rows.map(\.record.id.text)), .texts(Judgement.types(of: scope)), .texts(artifacts), .texts(types),
            .texts(data),
          ]))
      for index in judgements.indices where different.contains(judgements[index].record.id) {
        judgements[index].changed.append(scope == .tags ? "scores" : "metadata")
      }
    }
  }

  private static func change(_ judgement: Judgement, in session: inout Session) throws(PQError) -> TextChange {
    var comparison = TextComparison()
    do {
      try judgement.record.text.forEach { comparison.add($0.text, $0.zone, isNew: true) }
    } catch {
      throw .abandoned(error)
    }
    let artifact = judgement.record.id
    var parts = try session.run(PendingQueries.parts, [.texts([artifact.text])]).map(\.part)
    let former = judgement.former
    if former.isIncomplete {
      // The text is there whole, although its parts may be lost.
      parts = parts.filter { $0.zone != .body } + [StoredPart(number: 0, start: 0, bytes: former.textSize, zone: .body)]
    }
    try StoredText(artifact: artifact, parts: parts).forEach(in: &session) { part, text in
      comparison.add(text, part.zone, isNew: false)
    }
    return comparison.finish()
  }

  private func decide(_ judgement: inout Judgement) {
    let objection = policy.rules.objection(
      stateBefore: judgement.former.state, pagesBefore: judgement.former.pageCount, to: judgement.record,
      judgement.change)
    if let objection, !policy.isForced, judgement.scope != .tags {
      judgement.verdict = .refused
      judgement.reason = objection
    } else {
      judgement.verdict = .promoted
    }
  }

  /// Lets those that are not worse take the place of the former ones, in the tables and in the index.
  func promote(in session: inout Session) throws(PQError) {
    _ = try session.run(ReextractionQueries.writer)
    let promoted = judgements.filter { $0.verdict == .promoted }
    guard !promoted.isEmpty else { return }
    let ids = Parameter.texts(promoted.map(\.record.id.text))
    let scopes = Parameter.texts(promoted.map(\.scope.rawValue))
    let news = Parameter.texts(promoted.map { $0.hasNewText ? "true" : "false" })
    let before = try session.run(PendingQueries.documents, [ids])
    let pending = Set(try session.run(ReextractionQueries.pending, [ids]))
    try BatchCopy(
      items: promoted.map { .document($0.promoted) }, numbers: promoted.map { _ in 0 }, lookedAt: 0, recipes: recipes
    ).copyDocuments(in: &session)
    let findings = Parameter.texts(Judgement.typesOfFindings)
    try session.execute(ReextractionQueries.replace, [ids, scopes, news, .ints(promoted.map(recipe)), findings])
    try session.execute(ReextractionQueries.clearTags, [ids, scopes, .texts(Judgement.typesOfTags)])
    try session.execute(ReextractionQueries.clearExtractions, [ids, scopes, findings])
    let renewed = promoted.filter(\.hasNewText).map(\.record.id)
    try session.execute(ReextractionQueries.clearParts, [.texts(renewed.map(\.text))])
    try session.execute(ReextractionQueries.stage, [ids])
    try session.execute(BatchQueries.parts)
    try session.execute(BatchQueries.tags)
    try session.execute(BatchQueries.extractions)
    try Reindexing(before: before, pending: pending, renewed: Set(renewed)).run(of: user, in: &session)
  }
}
