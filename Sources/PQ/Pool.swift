import Synchronization

/// A bounded set of connections, lent one task at a time, first come first served.
///
/// Connections are made when first needed, and never more than `size`. A broken one comes back like any other: it connects
/// again at its next call. A class over a mutex rather than an actor, so that a cancelled wait ends at once.
package final class Pool: Sendable {
  private struct State {
    var made = 0
    var idle: [Connection] = []
    var waiting: [(ticket: Int, waiter: CheckedContinuation<Connection?, Never>)] = []
    var nextTicket = 0
    /// Cancelled between taking their ticket and beginning to wait.
    var givenUp: Set<Int> = []
  }

  private enum Admission {
    case connection(Connection)
    case ticket(Int)
  }

  private let makeConnection: @Sendable () -> Connection
  private let size: Int
  private let state = Mutex(State())

  /// `onOpen` as in `Connection`.
  package init(
    conninfo: String, size: Int, timeout: Duration = .seconds(10),
    onOpen: @escaping @Sendable (inout Session) throws(PQError) -> Void = { (_: inout Session) throws(PQError) in }
  ) {
    precondition(size > 0, "a pool has at least one connection")
    self.size = size
    makeConnection = { Connection(conninfo: conninfo, timeout: timeout, onOpen: onOpen) }
  }

  /// Connections that exist, lent or not; never above the size.
  package var count: Int { state.withLock { $0.made } }

  /// Tasks that wait for a connection.
  package var waitingCount: Int { state.withLock { $0.waiting.count } }

  /// Lends a connection to `body` alone, waiting for one if all are lent. Throws `PQError.cancelled` when the task is
  /// cancelled while it waits.
  package func withConnection<Value>(
    _ body: (Connection) async throws(PQError) -> Value
  ) async throws(PQError) -> Value {
    guard let connection = await acquire() else { throw .cancelled }
    defer { release(connection) }
    return try await body(connection)
  }

  /// As `withConnection`, straight to the session on its thread.
  package func withSession<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(PQError) -> Value
  ) async throws(PQError) -> Value {
    try await withConnection { (connection: Connection) async throws(PQError) in
      try await connection.withSession(body)
    }
  }

  private func acquire() async -> Connection? {
    switch admission() {
    case .connection(let connection): return connection
    case .ticket(let ticket):
      defer { forget(ticket) }
      return await withTaskCancellationHandler {
        await withCheckedContinuation { enqueue($0, ticket: ticket) }
      } onCancel: {
        giveUp(ticket)
      }
    }
  }

  private func admission() -> Admission {
    state.withLock { state in
      if let connection = state.idle.popLast() { return .connection(connection) }
      if state.made < size {
        state.made += 1
        return .connection(makeConnection())
      }
      state.nextTicket += 1
      return .ticket(state.nextTicket)
    }
  }

  private func enqueue(_ waiter: CheckedContinuation<Connection?, Never>, ticket: Int) {
    let answer: Connection?? = state.withLock { state in
      if state.givenUp.remove(ticket) != nil { return .some(nil) }
      // One may have come back since the ticket was taken.
      if let connection = state.idle.popLast() { return connection }
      state.waiting.append((ticket, waiter))
      return nil
    }
    if let answer { waiter.resume(returning: answer) }
  }

  private func giveUp(_ ticket: Int) {
    let waiter = state.withLock { state in
      guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else {
        state.givenUp.insert(ticket)
        return nil as CheckedContinuation<Connection?, Never>?
      }
      return state.waiting.remove(at: index).waiter
    }
    waiter?.resume(returning: nil)
  }

  /// A cancellation that came after the connection leaves its ticket behind.
  private func forget(_ ticket: Int) { state.withLock { _ = $0.givenUp.remove(ticket) } }

  private func release(_ connection: Connection) {
    let waiter = state.withLock { state in
      guard !state.waiting.isEmpty else {
        state.idle.append(connection)
        return nil as CheckedContinuation<Connection?, Never>?
      }
      return state.waiting.removeFirst().waiter
    }
    waiter?.resume(returning: connection)
  }
}
