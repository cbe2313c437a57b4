import Documents
import PQ

/// How a batch of stored documents is written down: what was decided, and the lines of the ledger.
extension ReextractionBatch {
  /// Writes down what was decided, and keeps what is to be replaced.
  func tell(_ items: [BatchItem], in session: inout Session) throws(PQError) {
    var rows = JSONText()
    rows.add("rows", judgements.map(row))
    try session.execute(ReextractionQueries.verdicts, [.text(job.text), .text(user.text), .text(rows.text)])
    try tellFailures(items, in: &session)
  }

  /// Moves `items` from the queue into the ledger; gives the states they ended in.
  func finish(_ items: [BatchItem], in session: inout Session) throws(PQError) -> [LedgerLine] {
    try tellUnchanged(in: &session)
    try tellMembers(in: &session)
    let ended = Dictionary(uniqueKeysWithValues: judgements.map { ($0.record.id, $0) })
    let finished = items.compactMap { Self.finished($0, ended) }
    try WorkQueue.finish(finished, of: job, in: &session)
    var lines: [ItemState: LedgerLine] = [:]
    for item in finished {
      let former = lines[item.state] ?? LedgerLine(state: item.state, count: 0)
      let bytes = former.bytes + (ended[item.artifact]?.record.fetched.size ?? 0)
      lines[item.state] = LedgerLine(state: item.state, count: former.count + 1, bytes: bytes)
    }
    return Array(lines.values)
  }

  private func tellMembers(in session: inout Session) throws(PQError) {
    let containers = judgements.map(\.record).filter(\.isContainer)
    guard !containers.isEmpty else { return }
    try session.execute(
      ReextractionQueries.members,
      [
        .text(user.text), .text(job.text), .texts(containers.map(\.id.text)),
        .texts(containers.map(\.fetched.entry.source.string)),
      ])
  }

  private func row(_ judgement: Judgement) -> JSONText {
    let (record, former) = (judgement.record, judgement.former)
    var row = JSONText()
    row.add("artifact_id", record.id.text)
    row.add("verdict", judgement.verdict.rawValue)
    row.add("reason", judgement.reason)
    row.add("changed", judgement.changed)
    row.add("recipe_id", recipe(of: judgement))
    row.add("state_before", former.state.rawValue)
    row.add("state_after", judgement.scope == .tags ? former.state.rawValue : record.state.rawValue)
    row.add("language_before", former.language)
    row.add("language_after", judgement.scope == .description ? former.language : record.language)
    if let change = judgement.change {
      row.add("characters_before", change.body.before)
      row.add("characters_after", change.body.after)
      row.add("characters_lost", change.body.lost)
      row.add("characters_gained", change.body.gained)
      row.add("similarity", change.similarity)
    }
    if judgement.changed.contains("tags") {
      let types = Set(Judgement.typesOfTags)
      let replaced = former.tags.filter {
        judgement.scope == .all || types.contains($0.type) == (judgement.scope == .tags)
      }
      let new = Set(judgement.promoted.storedTags)
      row.add("tags_lost", Self.words(replaced, besides: new))
      row.add("tags_gained", Self.words(new, besides: replaced))
    } else {
      row.add("tags_lost", [String]())
      row.add("tags_gained", [String]())
    }
    return row
  }

  /// Tags that are not among `others`, whatever they weigh there, as they are shown.
  private static func words(_ tags: Set<Tag>, besides others: Set<Tag>) -> [String] {
    let known = Set(others.map(\.mark))
    return tags.filter { !known.contains($0.mark) }.map { "\($0.type):\($0.key)=\($0.value)" }.sorted()
  }

  private func tellUnchanged(in session: inout Session) throws(PQError) {
    let same = judgements.filter { $0.verdict == .unchanged }
    let retagged = same.filter { $0.scope == .tags && $0.former.recipe != nil }
    let extracted = same.filter { $0.scope != .tags }
    if !retagged.isEmpty {
      try session.execute(
        ReextractionQueries.retagged, [.texts(retagged.map(\.record.id.text)), .ints(retagged.map(recipe))])
    }
    guard !extracted.isEmpty else { return }
    try session.execute(
      ReextractionQueries.same,
      [
        .texts(extracted.map(\.record.id.text)), .ints(extracted.map(recipe)),
        .texts(extracted.map { $0.record.extractor?.label ?? "" }),
        .texts(extracted.map { $0.record.extractor?.json.text ?? "{}" }),
      ])
  }

  private func tellFailures(_ items: [BatchItem], in session: inout Session) throws(PQError) {
    var (artifacts, reasons): ([String], [String]) = ([], [])
    // What was not looked at because the run was stopped goes on waiting.
    for case .kept(let artifact, _, let state, let problem) in items where state != .cancelled {
      artifacts.append(artifact.text)
      reasons.append(problem.message)
    }
    if !artifacts.isEmpty {
      try session.execute(
        ReextractionQueries.failed, [.text(job.text), .text(user.text), .texts(artifacts), .texts(reasons)])
    }
  }

  /// What the ledger says of `item`: the state of what was extracted; `unchanged` where that did not change anything, `refused` with the reason where
  /// it was not to. Nothing of what was not looked at because the run was stopped: it stays queued.
  private static func finished(_ item: BatchItem, _ ended: [RowIdentifier: Judgement]) -> FinishedArtifact? {
    switch item {
    case .known, .failed: return nil
    case .kept(_, _, .cancelled, _): return nil
    case .kept(let artifact, _, let state, let problem):
      return FinishedArtifact(artifact: artifact, state: state, problem: problem)
    case .document(let record):
      guard let judgement = ended[record.id] else { return nil }
      if let reason = judgement.reason {
        let problem = Problem(code: "not_promoted", message: "the former extraction is kept: \(reason)")
        return FinishedArtifact(artifact: record.id, state: .refused, problem: problem)
      }
      if judgement.scope == .tags {
        let isNew = judgement.verdict == .promoted
        return FinishedArtifact(artifact: record.id, state: isNew ? .stored : .unchanged)
      }
      let isSame = judgement.verdict == .unchanged && !record.state.isFailure
      return FinishedArtifact(
        artifact: record.id, state: isSame ? .unchanged : record.state, problem: record.problem)
    }
  }
}
