import CPostgres

extension Session {
  /// Runs `sql`, a `COPY ... FROM STDIN` in the text format, with the rows that `rows` writes; returns their number.
  ///
  /// When `rows` throws, the COPY is aborted (and with it a transaction around it), and the error is passed on.
  @discardableResult
  package mutating func copyIn(
    _ sql: String, rows: (inout CopyWriter) throws(PQError) -> Void
  ) throws(PQError) -> Int {
    try checkInterruption()
    let start = try checked(PQexec(handle, sql))
    guard start.status == PGRES_COPY_IN else { throw .unexpectedAnswer("the statement is not a COPY FROM STDIN") }
    var writer = CopyWriter(handle: handle, interruption: interruption)
    var failure: PQError?
    do throws(PQError) {
      try rows(&writer)
      failure = writer.finish()
    } catch {
      failure = error
    }
    // With a reason, the server drops what it has received; its answer to that tells nothing new.
    _ = PQputCopyEnd(handle, failure == nil ? nil : "given up by the client")
    do throws(PQError) {
      let count = try copyAnswer()
      guard let failure else { return count }
      throw failure
    } catch {
      throw failure ?? error
    }
  }

  /// Reads every answer of a COPY that has been ended, so that the session is ready for the next statement.
  private func copyAnswer() throws(PQError) -> Int {
    var count = 0
    var failure: PQError?
    while let raw = PQgetResult(handle) {
      do throws(PQError) {
        let answer = try checked(raw)
        count = answer.affectedRows
        // On a broken connection libpq goes on answering "in COPY" for ever.
        if answer.status == PGRES_COPY_IN { throw .connectionLost("the connection broke during a COPY") }
      } catch {
        failure = failure ?? error
        if PQstatus(handle) != CONNECTION_OK { break }
      }
    }
    if let failure { throw failure }
    return count
  }
}
