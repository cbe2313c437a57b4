import Documents
import PQ

/// Compares artifacts with the rows that belong to them: parts of their texts, what extractors said of them, their tags, their sources.
struct RowCheck {
  let connection: Connection

  /// What is missing, a finding for each artifact and kind; none of it mended.
  func findings() async throws(PQError) -> [IntegrityFinding] {
    try await connection.run(IntegrityQueries.rows).flatMap(\.findings)
  }

  /// Gives artifacts without sources those that the ledgers know.
  func mendSources(_ findings: [IntegrityFinding]) async throws(PQError) {
    let lost = findings.filter { $0.kind == .sourcesMissing }.map(\.subject)
    for start in stride(from: 0, to: lost.count, by: Self.pageSize) {
      let page = Array(lost[start..<min(start + Self.pageSize, lost.count)])
      _ = try await connection.run(IntegrityQueries.mendSources, [.texts(page)])
    }
  }

  /// One statement looks through the whole ledger where it is given much, so not little.
  private static let pageSize = 50_000
}

extension IncompleteArtifact {
  fileprivate var findings: [IntegrityFinding] {
    var findings: [IntegrityFinding] = []
    func add(_ kind: IntegrityFinding.Kind, _ detail: String) {
      findings.append(.init(kind: kind, subject: artifact.text, detail: detail, isMended: false))
    }
    if parts.wanted != parts.found {
      add(.partsMissing, "its text is in \(parts.found) parts in place of \(parts.wanted)")
    } else if text.wanted != text.found {
      add(.partsMissing, "\(text.found) bytes of text are in parts in place of \(text.wanted)")
    }
    if extractions.wanted != extractions.found {
      add(.extractionsMissing, "\(extractions.found) extractions in place of \(extractions.wanted)")
    } else if lacksMetadata {
      add(.extractionsMissing, "there is no extraction of its metadata")
    }
    if lacksTags { add(.tagsMissing, "it has keyphrases, and no tag") }
    if lacksSources { add(.sourcesMissing, "no path and no URL leads to it") }
    return findings
  }
}
