import Documents
import Indexing
import PQ

/// Compares the search index with the rows: each segment has all that was written of it, each document is in a segment of its user or waits to be
/// indexed, each document of a segment is there or known to be deleted, and one is left out of searches when no file has it any more.
struct IndexCheck {
  let connection: Connection
  let repairs: Bool

  private static let pageSize = 10_000

  func run(into report: inout IntegrityReport) async throws(StorageError) {
    let outcome: Outcome
    if repairs { try await indexWaiting() }
    do {
      outcome = try await connection.withSession { (session: inout Session) throws(PQError) in
        try session.transaction(snapshot: true) { (session: inout Session) throws(PQError) in
          try Self.look(in: &session)
        }
      }
      if repairs { try await mend(outcome) }
    } catch {
      throw .database(error)
    }
    if repairs { try await indexMissing(outcome) }
    report.waiting = outcome.waiting
    report.indexed = outcome.indexed + (repairs ? outcome.missing.count : 0)
    report.findings += outcome.findings(areMended: repairs)
  }

  private struct Outcome: Sendable {
    var indexed = 0
    var waiting = 0
    var damaged: [(segment: CheckedSegment, what: String)] = []
    var strays: [(segment: CheckedSegment, documents: [Int64])] = []
    var missing: [Missing] = []
    var exclusions: [(artifact: RowIdentifier, isHere: Bool)] = []

    func findings(areMended: Bool) -> [IntegrityFinding] {
      damaged.map {
        .init(kind: .indexDamaged, subject: "segment \($0.segment.id)", detail: $0.what, isMended: areMended)
      }
        + strays.flatMap { stray in
          stray.documents.map {
            .init(
              kind: .indexStray, subject: "document \($0)", detail: "in segment \(stray.segment.id), and nowhere else",
              isMended: areMended)
          }
        }
        + exclusions.map {
          .init(
            kind: .indexExclusion, subject: $0.artifact.text,
            detail: $0.isHere
              ? "searches leave it out, although a file has it" : "searches find it, although no file has it any more",
            isMended: areMended)
        }
        + missing.filter { !$0.isKnown }.map {
          .init(kind: .indexMissing, subject: $0.artifact.text, detail: "not in the search index", isMended: areMended)
        }
    }
  }

  /// A document that is to be indexed anew.
  private struct Missing: Sendable {
    let artifact: RowIdentifier
    let user: RowIdentifier
    /// Whether it is in a segment of which something is lost, and told with that.
    let isKnown: Bool
  }

  private static func look(in session: inout Session) throws(PQError) -> Outcome {
    var outcome = Outcome()
    var runs: [RowIdentifier: (whole: [IdentifierRuns], damaged: [IdentifierRuns])] = [:]
    for segment in try session.run(IntegrityQueries.segments) {
      let columns = try IndexReader.columns([.identifiers, .lengths], of: [segment.id], in: &session)
      func bytes(_ column: SegmentColumn) -> [UInt8] { columns.first { $0.column == column }?.bytes ?? [] }
      switch documents(of: segment, identifiers: bytes(.identifiers), lengths: bytes(.lengths)) {
      case .failure(let damage): outcome.damaged.append((segment, "\(damage)"))
      case .success(let documents) where segment.loss != nil:
        outcome.damaged.append((segment, segment.loss ?? ""))
        runs[segment.user, default: ([], [])].damaged.append(documents.identifiers)
      case .success(let documents):
        runs[segment.user, default: ([], [])].whole.append(documents.identifiers)
        let strays = try strays(in: documents.identifiers.all, of: segment, &session)
        if !strays.isEmpty { outcome.strays.append((segment, strays)) }
      }
    }
    outcome.exclusions = try session.run(IntegrityQueries.exclusions)
    outcome.waiting = try session.run(IntegrityQueries.waiting).reduce(0) { $0 + $1.count }
    (outcome.indexed, outcome.missing) = try compare(runs, &session)
    return outcome
  }

  private static func documents(
    of segment: CheckedSegment, identifiers: [UInt8], lengths: [UInt8]
  ) -> Result<SegmentDocuments, IndexDamage> {
    Result { () throws(IndexDamage) in
      let documents = try SegmentDocuments(identifiers: identifiers, lengths: lengths)
      guard documents.count == segment.documents else { throw .inconsistent }
      return documents
    }
  }

  private static func strays(
    in documents: [Int32], of segment: CheckedSegment, _ session: inout Session
  ) throws(PQError) -> [Int64] {
    var strays: [Int64] = []
    for start in stride(from: 0, to: documents.count, by: pageSize) {
      let page = documents[start..<min(start + pageSize, documents.count)].map { Int64($0) }
      strays += try session.run(IntegrityQueries.strays, [.ints(page), .text(segment.user.text)])
    }
    return strays
  }

  /// How many documents are in the index, and which are not.
  private static func compare(
    _ runs: [RowIdentifier: (whole: [IdentifierRuns], damaged: [IdentifierRuns])], _ session: inout Session
  ) throws(PQError) -> (indexed: Int, missing: [Missing]) {
    var indexed = 0
    var missing: [Missing] = []
    var last: Int64 = Int64(Int32.min)
    while true {
      let page = try session.run(IntegrityQueries.documents, [.int(last), .int(pageSize)])
      for document in page {
        let number = Int32(truncatingIfNeeded: document.number)
        let own = runs[document.user]
        func isIn(_ segments: [IdentifierRuns]?) -> Bool {
          segments?.contains { $0.ordinal(of: number) != nil } ?? false
        }
        if isIn(own?.whole) {
          indexed += 1
        } else {
          missing.append(Missing(artifact: document.artifact, user: document.user, isKnown: isIn(own?.damaged)))
        }
      }
      guard page.count == pageSize, let end = page.last else { return (indexed, missing) }
      last = end.number
    }
  }

  /// Everything but what is to be indexed anew, which is queued for that.
  private func mend(_ outcome: Outcome) async throws(PQError) {
    for damage in outcome.damaged {
      try await connection.execute(IntegrityQueries.dropSegment, [.int(damage.segment.id)])
    }
    for stray in outcome.strays {
      let parameters: [Parameter] = [
        .ints(stray.documents), .text(stray.segment.user.text), .bool(stray.segment.isPublic),
      ]
      try await connection.execute(IntegrityQueries.mendStrays, parameters)
    }
    for start in stride(from: 0, to: outcome.exclusions.count, by: Self.pageSize) {
      let page = outcome.exclusions[start..<min(start + Self.pageSize, outcome.exclusions.count)].map(\.artifact.text)
      try await connection.execute(IntegrityQueries.mendExclusions, [.texts(page)])
    }
    for start in stride(from: 0, to: outcome.missing.count, by: Self.pageSize) {
      let page = outcome.missing[start..<min(start + Self.pageSize, outcome.missing.count)].map(\.artifact.text)
      try await connection.execute(IntegrityQueries.mendIndex, [.texts(page)])
    }
  }

  /// Indexes what waits for that, whoever's it is.
  private func indexWaiting() async throws(StorageError) {
    let waiting: [RowIdentifier]
    do { waiting = try await connection.run(IntegrityQueries.waiting).map(\.user) } catch { throw .database(error) }
    for user in waiting { while try await PendingIndex(connection: connection, user: user).flush() > 0 {} }
  }

  private func indexMissing(_ outcome: Outcome) async throws(StorageError) {
    for user in Set(outcome.missing.map(\.user)) {
      while try await PendingIndex(connection: connection, user: user).flush() > 0 {}
      try await IndexMerger(connection: connection, user: user).compact()
    }
  }
}
