import Documents
package import PQ
package import Pipeline

/// Compares all that is kept with itself: contents with their digests, rows with contents, the index with the rows, jobs with their
/// ledgers; and mends what can be mended from what is left.
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

  /// `quick` does not read the contents. `progress` is told how many contents have been compared.
  package func verify(
    quick: Bool, repair: Bool, progress: (Int) -> Void = { _ in }
  ) async throws(StorageError) -> IntegrityReport {
    var report = IntegrityReport()
    if let blobs {
      try await ContentCheck(
        connection: connection, blobs: blobs, threads: threads, isQuick: quick, repairs: repair
      ).run(into: &report, progress: progress)
    }
    try await IndexCheck(connection: connection, repairs: repair).run(into: &report)
    do {
      try await ledger(into: &report, repair: repair)
    } catch {
      throw .database(error)
    }
    return report
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
