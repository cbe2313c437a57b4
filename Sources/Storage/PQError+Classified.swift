package import Documents
package import PQ

extension PQError: Classified {
  package var disposition: Disposition {
    switch self {
    case .unreachable, .connectionLost: .retry(after: .seconds(1))
    case .refused, .cancelled, .diskFull, .undecodable, .unexpectedAnswer: .halt
    case .server(let state, _, _): state.disposition
    case .abandoned(let reason): (reason as? any Classified)?.disposition ?? .halt
    }
  }
}

extension SQLState {
  /// By class (PostgreSQL manual, appendix A), and by state where a class holds both kinds.
  fileprivate var disposition: Disposition {
    switch (stateClass, self) {
    // Serialization failure and deadlock: the other side is through by now. A unique value that another process has just
    // stored is found, not inserted, the second time.
    case ("40", _), (_, .uniqueViolation), (_, .lockNotAvailable): .retry(after: nil)
    // Connection, resources, shutdown and cancellation by the operator.
    case ("08", _), ("53", _), ("57", _): .retry(after: .seconds(1))
    // A value the server cannot take, or one beyond its limits (a tsvector of 1 MB): the document is at fault.
    case ("22", _), ("23", _), ("54", _): .reject
    default: .halt
    }
  }
}
