import CPostgres

extension Session {
  /// Runs `body` between BEGIN and COMMIT; rolls back when it throws, and throws what it threw.
  ///
  /// A `body` that swallows a statement's error does not get its COMMIT: the transaction is failed, and
  /// `PQError.unexpectedAnswer` says so. Transactions do not nest.
  ///
  /// With `snapshot`, all its statements see one state of the database, and it changes nothing.
  package mutating func transaction<Value>(
    snapshot: Bool = false, _ body: (inout Session) throws(PQError) -> Value
  ) throws(PQError) -> Value {
    precondition(PQtransactionStatus(handle) == PQTRANS_IDLE, "a transaction is not begun inside another")
    try script(snapshot ? "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY" : "BEGIN")
    do throws(PQError) {
      let value = try body(&self)
      guard PQtransactionStatus(handle) == PQTRANS_INTRANS else {
        throw PQError.unexpectedAnswer("a failed transaction was to be committed")
      }
      try script("COMMIT")
      return value
    } catch {
      rollBack()
      throw error
    }
  }

  /// Twice, because a request to cancel that is under way can still hit the first. A session that is in its transaction
  /// even then is not used again.
  private func rollBack() {
    for _ in 0..<2 where PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) != PQTRANS_IDLE {
      PQclear(PQexec(handle, "ROLLBACK"))
    }
  }
}
