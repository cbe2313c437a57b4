import CPostgres

/// One connection to a PostgreSQL server; owns the `PGconn`.
///
/// libpq forbids overlapping calls on one connection. Every call is `mutating`: exclusive access is what makes the
/// unchecked `Sendable` below true. Calls block, so they belong on a `Connection`'s own thread, which
/// `Connection.withSession` lends.
package struct Session: ~Copyable, @unchecked Sendable {
  let handle: OpaquePointer
  let cancelHandle: CancelHandle
  /// Names of the statements this session has prepared, by text. Bounded because no text is made at run time.
  private var prepared: [String: String] = [:]
  /// What may stop the call under way; nil between calls.
  var interruption: Interruption?

  /// Takes ownership of `handle`, an established connection.
  init(taking handle: OpaquePointer, cancelHandle: CancelHandle) {
    self.handle = handle
    self.cancelHandle = cancelHandle
    // A NOTICE or WARNING, which libpq would print on standard error, where nobody looks for it.
    _ = PQsetNoticeReceiver(handle, { _, _ in }, nil)
  }

  deinit { PQfinish(handle) }

  private var isDiscarded = false

  /// Whether the next call can start afresh: connected, and not inside a transaction somebody left open.
  var isReusable: Bool {
    !isDiscarded && PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
  }

  /// All rows of `query`.
  package mutating func run<Row>(
    _ query: Query<Row>, _ parameters: [Parameter] = []
  ) throws(PQError) -> [Row] {
    let result = try answer(to: query.sql, parameters, isBinary: query.isBinary)
    guard result.status == PGRES_TUPLES_OK else { throw .unexpectedAnswer("a query gave no rows") }
    return try result.rows(of: query)
  }

  /// The first row of `query`, or nil when there is none.
  package mutating func first<Row>(
    _ query: Query<Row>, _ parameters: [Parameter] = []
  ) throws(PQError) -> Row? {
    try run(query, parameters).first
  }

  /// Runs a command; returns how many rows it touched.
  @discardableResult
  package mutating func execute(_ statement: Statement, _ parameters: [Parameter] = []) throws(PQError) -> Int {
    try answer(to: statement.sql, parameters).affectedRows
  }

  /// Runs several statements in one message, without parameters: for migrations. Unless the text says otherwise, they
  /// are one transaction. The first failure ends it.
  package mutating func script(_ sql: String) throws(PQError) {
    try checkInterruption()
    _ = try checked(PQexec(handle, sql))
  }

  /// Has the server parse and plan `sql` without running it: throws what it finds wrong.
  package mutating func prepare(_ sql: String) throws(PQError) { _ = try preparedName(of: sql) }

  /// Has the connection end this session after the call under way: for what only its end undoes, such as a lock.
  package mutating func discard() { isDiscarded = true }

  private mutating func answer(
    to sql: String, _ parameters: [Parameter], isBinary: Bool = false
  ) throws(PQError) -> ResultSet {
    try checkInterruption()
    let parameters = ParameterList(parameters)
    guard let name = prepared[sql] else { return try preparedAnswer(to: sql, parameters, isBinary: isBinary) }
    let result = parameters.withCArrays { [handle] count, values, lengths, formats in
      PQexecPrepared(handle, name, count, values, lengths, formats, isBinary ? 1 : 0)
    }
    return try checked(result)
  }

  /// Prepares `sql` and runs it, with one wait for both answers.
  private mutating func preparedAnswer(
    to sql: String, _ parameters: ParameterList, isBinary: Bool
  ) throws(PQError) -> ResultSet {
    let name = nextName
    guard PQenterPipelineMode(handle) == 1, PQsendPrepare(handle, name, sql, 0, nil) == 1,
      parameters.withCArrays({ [handle] count, values, lengths, formats in
        PQsendQueryPrepared(handle, name, count, values, lengths, formats, isBinary ? 1 : 0)
      }) == 1, PQpipelineSync(handle) == 1
    else {
      discard()
      throw PQError(lostOn: handle)
    }
    let preparation = PQgetResult(handle)
    let answer = nextResult()
    endPipeline()
    do throws(PQError) {
      _ = try checked(preparation)
      prepared[sql] = name
    } catch {
      // What was to run then was skipped.
      PQclear(answer)
      throw error
    }
    return try checked(answer)
  }

  /// The result of the next statement in the pipeline: between two, there is none once. Nil where the connection was lost.
  private func nextResult() -> OpaquePointer? { PQgetResult(handle) ?? PQgetResult(handle) }

  /// Reads what is left up to the end of the pipeline. A connection that was lost meanwhile is not used again.
  private mutating func endPipeline() {
    while PQstatus(handle) == CONNECTION_OK, PQpipelineStatus(handle) != PQ_PIPELINE_OFF {
      let rest = nextResult()
      if rest == nil || PQresultStatus(rest) == PGRES_PIPELINE_SYNC, PQexitPipelineMode(handle) == 0 { discard() }
      PQclear(rest)
      if isDiscarded { return }
    }
  }

  private var nextName: String { "s\(prepared.count)" }

  private mutating func preparedName(of sql: String) throws(PQError) -> String {
    if let name = prepared[sql] { return name }
    let name = nextName
    _ = try checked(PQprepare(handle, name, sql, 0, nil))
    prepared[sql] = name
    return name
  }

  func checkInterruption() throws(PQError) {
    if let interruption, interruption.isRequested { throw .cancelled }
  }

  /// Takes ownership of `result`, or throws the error that it holds.
  func checked(_ result: OpaquePointer?) throws(PQError) -> ResultSet {
    guard let result else { throw PQError(lostOn: handle) }
    let answer = ResultSet(taking: result)
    switch answer.status {
    case PGRES_TUPLES_OK, PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_COPY_IN: return answer
    default: throw failure(in: answer)
    }
  }

  private func failure(in answer: borrowing ResultSet) -> PQError {
    let error = PQError(result: answer.handle, on: handle)
    // A statement time limit has the same SQLSTATE: only what this side asked for is a cancellation.
    if error.sqlState == .queryCanceled, let interruption, interruption.isRequested { return .cancelled }
    return error
  }
}
