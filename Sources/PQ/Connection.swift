/// A session that may be used from any task: calls queue up, and run on a thread of their own.
///
/// Connects at the first call, and again at the next one after the connection was lost or was left inside a transaction; the
/// failed call itself is never repeated here. Cancelling the task that waits for a call cancels the statement on the server.
package actor Connection {
  private let executor = BlockingExecutor(label: "pq.connection")
  private let conninfo: String
  private let timeout: Duration
  private let onOpen: @Sendable (inout Session) throws(PQError) -> Void
  private var session: Session?
  private let spare: SpareSession?

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// `onOpen` runs on every new session before anything else: settings belong there, since a lost session takes them along. `spare`, if it
  /// is still there, serves as the first one.
  package init(
    conninfo: String, timeout: Duration = .seconds(10), spare: SpareSession? = nil,
    onOpen: @escaping @Sendable (inout Session) throws(PQError) -> Void = { (_: inout Session) throws(PQError) in }
  ) {
    self.conninfo = conninfo
    self.timeout = timeout
    self.spare = spare
    self.onOpen = onOpen
  }

  /// Runs `body` on the connection's thread, without a change of threads between its statements.
  package nonisolated func withSession<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(PQError) -> Value
  ) async throws(PQError) -> Value {
    let interruption = Interruption()
    let outcome = await withTaskCancellationHandler {
      await perform(body, interruption)
    } onCancel: {
      interruption.request()
    }
    return try outcome.get()
  }

  /// All rows of `query`.
  package nonisolated func run<Row: Sendable>(
    _ query: Query<Row>, _ parameters: [Parameter] = []
  ) async throws(PQError) -> [Row] {
    try await withSession { (session: inout Session) throws(PQError) in try session.run(query, parameters) }
  }

  /// The first row of `query`, or nil when there is none.
  package nonisolated func first<Row: Sendable>(
    _ query: Query<Row>, _ parameters: [Parameter] = []
  ) async throws(PQError) -> Row? {
    try await withSession { (session: inout Session) throws(PQError) in try session.first(query, parameters) }
  }

  /// Runs a command; returns how many rows it touched.
  @discardableResult
  package nonisolated func execute(
    _ statement: Statement, _ parameters: [Parameter] = []
  ) async throws(PQError) -> Int {
    try await withSession { (session: inout Session) throws(PQError) in try session.execute(statement, parameters) }
  }

  /// Ends the session; a later call opens a new one.
  package func close() { session = nil }

  /// Ends the session too, but leaves what is connected to others; nil where there is nothing to leave.
  package func surrender() -> SpareSession? {
    guard let open = session.take() else { return nil }
    return SpareSession(open)
  }

  private func perform<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(PQError) -> Value, _ interruption: Interruption
  ) -> Result<Value, PQError> {
    do throws(PQError) {
      guard !interruption.isRequested else { throw .cancelled }
      var current = try takeSession()
      let outcome = current.perform(body, interruption)
      if current.isReusable { session = consume current }
      return outcome
    } catch {
      return .failure(error)
    }
  }

  private func takeSession() throws(PQError) -> Session {
    if let open = session.take() { return open }
    if var open = spare?.take(), open.isReusable {
      // One that was lost since is no reason to fail: a new one will say whether the server is there.
      do throws(PQError) {
        try onOpen(&open)
        return open
      } catch {}
    }
    var new = try Session(conninfo: conninfo, timeout: timeout)
    try onOpen(&new)
    return new
  }
}

extension Session {
  /// Runs one call that `interruption` may stop.
  fileprivate mutating func perform<Value>(
    _ body: (inout Session) throws(PQError) -> Value, _ interruption: Interruption
  ) -> Result<Value, PQError> {
    self.interruption = interruption
    interruption.begin(on: cancelHandle)
    defer {
      interruption.end()
      self.interruption = nil
    }
    do throws(PQError) {
      return .success(try body(&self))
    } catch {
      return .failure(error)
    }
  }
}
