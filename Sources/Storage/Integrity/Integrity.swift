import Documents
package import PQ
package import Pipeline

/// Compares all that is kept with itself: contents with their digests, rows with contents and with each other, the index with the rows, jobs with
/// their ledgers; and mends what can be mended from what is left.
package struct Integrity: Sendable {
  private let connection: Connection
  private let blobs: (any BlobStore)?
  private let threads: BlockingThreads

  /// What `connection` sees is compared: everything, if it is that of the tables' owner. It is used by this value alone. `blobs` is nil where
  /// none are kept.
  package init(connection: Connection, blobs: (any BlobStore)?, threads: BlockingThreads) {
    self.connection = connection
    self.blobs = blobs
    self.threads = threads
  }

  /// `quick` does not read the contents. `progress` is told how many contents have been compared. `extractAgain` is called by a repair for what only
  /// that can mend; it is not known to have done so before it is looked at again.
  package func verify(
    quick: Bool, repair: Bool, progress: (Int) -> Void = { _ in }, extractAgain: () async throws -> Void = {}
  ) async throws -> IntegrityReport {
    var report = IntegrityReport()
    if let blobs {
      try await ContentCheck(
        connection: connection, blobs: blobs, threads: threads, isQuick: quick, repairs: repair
      ).run(into: &report, progress: progress)
    }
    var rows = try await missingRows()
    if repair { rows = try await mendSources(rows) }
    try await IndexCheck(connection: connection, repairs: repair).run(into: &report)
    if repair, rows.contains(where: \.needsExtraction) {
      try await extractAgain()
      rows = try await compareAgain(rows)
    }
    report.findings += rows
    do {
      try await ledger(into: &report, repair: repair)
    } catch {
      throw StorageError.database(error)
    }
    return report
  }

  private func missingRows() async throws(StorageError) -> [IntegrityFinding] {
    do { return try await RowCheck(connection: connection).findings() } catch { throw .database(error) }
  }

  /// Before the index is compared, since it leaves out what no source has.
  private func mendSources(_ rows: [IntegrityFinding]) async throws(StorageError) -> [IntegrityFinding] {
    guard rows.contains(where: { $0.kind == .sourcesMissing }) else { return rows }
    do { try await RowCheck(connection: connection).mendSources(rows) } catch { throw .database(error) }
    return try await compareAgain(rows)
  }

  /// What was found, and which of it is not found any more.
  private func compareAgain(_ rows: [IntegrityFinding]) async throws(StorageError) -> [IntegrityFinding] {
    let left = Set(try await missingRows().map(\.place))
    return rows.map { finding in
      var finding = finding
      finding.isMended = !left.contains(finding.place)
      return finding
    }
  }

  private func ledger(into report: inout IntegrityReport, repair: Bool) async throws(PQError) {
    for fault in try await connection.run(IntegrityQueries.ledger, [.texts(ItemState.failures)]) {
      if repair {
        try await connection.execute(
          IntegrityQueries.mendLedger, [.text(fault.job.text), .int(fault.trueProcessed), .int(fault.trueFailed)])
      }
      let detail =
        "\(fault.processed) processed and \(fault.failed) failed of \(fault.total), where its ledger has "
        + "\(fault.trueProcessed) and \(fault.trueFailed)"
      report.findings.append(
        .init(kind: .ledgerCounts, subject: fault.job.text, detail: detail, isMended: repair))
    }
  }
}

extension IntegrityFinding {
  /// What it is about, and of which kind it is.
  fileprivate var place: String { "\(kind.rawValue) \(subject)" }
}
