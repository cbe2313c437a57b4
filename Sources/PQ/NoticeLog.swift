import CPostgres

/// A NOTICE or WARNING the server sent beside an answer.
package struct Notice: Sendable, Hashable {
  /// `NOTICE`, `WARNING`, `INFO`, ... untranslated.
  package let severity: String
  package let state: SQLState
  package let message: String
}

/// The notices of one session, which libpq would print on standard error otherwise.
///
/// A class because libpq calls back into it. Touched only by calls on the session that owns it.
final class NoticeLog {
  /// Enough to see what happened; a statement may send one for every row.
  private static let capacity = 100
  private var notices: [Notice] = []

  /// Makes `handle` report here; the log must outlive the handle.
  func attach(to handle: OpaquePointer) {
    let receiver: PQnoticeReceiver = { log, result in
      guard let log else { return }
      Unmanaged<NoticeLog>.fromOpaque(log).takeUnretainedValue().append(result)
    }
    _ = PQsetNoticeReceiver(handle, receiver, Unmanaged.passUnretained(self).toOpaque())
  }

  func take() -> [Notice] {
    defer { notices = [] }
    return notices
  }

  private func append(_ result: OpaquePointer?) {
    guard notices.count < Self.capacity else { return }
    notices.append(
      Notice(
        severity: PQError.field(STRATLOGIC_DIAG_SEVERITY, of: result) ?? "NOTICE",
        state: SQLState(rawValue: PQError.field(STRATLOGIC_DIAG_SQLSTATE, of: result) ?? "00000"),
        message: PQError.field(STRATLOGIC_DIAG_MESSAGE, of: result) ?? ""))
  }
}
