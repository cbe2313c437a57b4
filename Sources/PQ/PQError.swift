/// Why something asked of PostgreSQL did not happen, by cause.
///
/// Holds the server's primary message at most: DETAIL and CONTEXT quote rows and parameters, so they are never kept.
package enum PQError: Error, Sendable {
  /// No server answered within the time limit, or there is none.
  case unreachable(String)
  /// A server answered and turned the connection away: wrong role, wrong password, no such database.
  case refused(SQLState, String)
  /// The connection broke, or the server ended it. Whether a COMMIT under way took effect is unknown.
  case connectionLost(String)
  /// The task that asked was cancelled.
  case cancelled
  /// The server's disk is full (SQLSTATE 53100).
  case diskFull(String)
  /// Any other error of a statement; `constraint` where one was violated.
  case server(SQLState, String, constraint: String?)
  /// A column did not hold what its decoder expected; counted from 0.
  case undecodable(column: Int, expected: String)
  /// A statement answered in another way than its kind does: rows from a command, COPY from a query.
  case unexpectedAnswer(String)
  /// The caller of a transaction or a COPY gave it up for a reason of its own; everything was rolled back.
  case abandoned(any Error)
}

extension PQError {
  /// The SQLSTATE, where the server gave one.
  package var sqlState: SQLState? {
    switch self {
    case .refused(let state, _), .server(let state, _, _): state
    case .diskFull: .diskFull
    case .unreachable, .connectionLost, .cancelled, .undecodable, .unexpectedAnswer, .abandoned: nil
    }
  }

  /// Stable and snake_case; statement errors carry their SQLSTATE: `sql_23505`.
  package var code: String {
    switch self {
    case .unreachable: "database_unreachable"
    case .refused: "database_refused"
    case .connectionLost: "database_connection_lost"
    case .cancelled: "cancelled"
    case .diskFull: "database_disk_full"
    case .server(let state, _, _): "sql_\(state.rawValue.lowercased())"
    case .undecodable: "database_undecodable"
    case .unexpectedAnswer: "database_unexpected_answer"
    case .abandoned: "transaction_abandoned"
    }
  }

  /// One sentence for a person, without values of rows or parameters.
  package var message: String {
    switch self {
    case .unreachable(let message): "No PostgreSQL server could be reached: \(message)"
    case .refused(let state, let message): "PostgreSQL refused the connection: \(message) (\(state))"
    case .connectionLost(let message): "The connection to PostgreSQL was lost: \(message)"
    case .cancelled: "The statement was cancelled."
    case .diskFull(let message): "The disk of the database is full: \(message)"
    case .server(let state, let message, _): "PostgreSQL reported: \(message) (\(state))"
    case .undecodable(let column, let expected): "Column \(column) of a row is not \(expected)."
    case .unexpectedAnswer(let message): "PostgreSQL answered otherwise than expected: \(message)"
    case .abandoned: "A transaction was given up and rolled back."
    }
  }
}

extension PQError: CustomStringConvertible {
  package var description: String { "\(code): \(message)" }
}
