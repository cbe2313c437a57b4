import CPostgres

extension PQError {
  /// The error that a failed result holds. `result` stays the caller's.
  init(result: OpaquePointer, on handle: OpaquePointer) {
    let message = Self.field(STRATLOGIC_DIAG_MESSAGE, of: result) ?? Self.lastMessage(of: handle)
    // Each error of the server has a SQLSTATE. One without was made by libpq, which may find a connection broken, and say so
    // in a result, before its status does.
    guard PQstatus(handle) == CONNECTION_OK, let code = Self.field(STRATLOGIC_DIAG_SQLSTATE, of: result) else {
      self = .connectionLost(message)
      return
    }
    let state = SQLState(rawValue: code)
    guard state != .diskFull else {
      self = .diskFull(message)
      return
    }
    let constraint = Self.field(STRATLOGIC_DIAG_CONSTRAINT, of: result)
    self = .server(state, Self.withoutValues(message, state), constraint: constraint)
  }

  /// The error of a call that libpq could not even make a result for.
  init(lostOn handle: OpaquePointer) {
    self = .connectionLost(Self.lastMessage(of: handle))
  }

  /// libpq's own words for what last went wrong on a connection, as one line.
  static func lastMessage(of handle: OpaquePointer) -> String {
    let text = PQerrorMessage(handle).map { String(cString: $0) } ?? ""
    let line = text.split(separator: "\n").joined(separator: " ")
    return line.isEmpty ? "no reason given" : line
  }

  /// A field of an error; nil where the server sent none.
  private static func field(_ name: some BinaryInteger, of result: OpaquePointer?) -> String? {
    PQresultErrorField(result, CInt(name)).map { String(cString: $0) }
  }

  /// Data exceptions (class 22) quote the offending value at the end of the primary message:
  /// `invalid input syntax for type integer: "..."`. That may be document text, so it is cut off.
  private static func withoutValues(_ message: String, _ state: SQLState) -> String {
    guard state.stateClass == "22", let quote = message.utf8.firstIndex(of: UInt8(ascii: "\"")) else { return message }
    let end = message[..<quote].lastIndex { $0 != " " && $0 != ":" }
    return end.map { String(message[...$0]) } ?? "a value is not valid"
  }
}
