import CPostgres
import Glibc

extension Session {
  /// Connects as `conninfo` says (a libpq connection string or URI; what it leaves out comes from libpq's variables).
  ///
  /// Blocks, `timeout` at most. Throws `PQError.unreachable` when no server answers, `.refused` when one says no.
  package init(conninfo: String, timeout: Duration) throws(PQError) {
    let keywords = ["dbname", "client_encoding", "fallback_application_name"]
    let handle = withCStrings(keywords) { keywords in
      withCStrings([conninfo, "UTF8", "stratlogic"]) { values in
        PQconnectStartParams(keywords, values, 1)  // 1: "dbname" may be a whole connection string
      }
    }
    guard let handle else { throw .unreachable("out of memory") }
    do throws(PQError) {
      // Before the first answer: only a verbose message carries the SQLSTATE of a refusal.
      PQsetErrorVerbosity(handle, PQERRORS_VERBOSE)
      try Self.awaitConnection(handle, until: .now.advanced(by: timeout))
      guard let cancelHandle = CancelHandle(of: handle) else { throw .unreachable("out of memory") }
      self.init(taking: handle, cancelHandle: cancelHandle)
    } catch {
      PQfinish(handle)
      throw error
    }
  }

  private static func awaitConnection(
    _ handle: OpaquePointer, until deadline: ContinuousClock.Instant
  ) throws(PQError) {
    var state = PGRES_POLLING_WRITING
    while PQstatus(handle) != CONNECTION_BAD {
      switch state {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_READING: try wait(for: POLLIN, on: handle, until: deadline)
      case PGRES_POLLING_WRITING: try wait(for: POLLOUT, on: handle, until: deadline)
      default: throw refusal(of: handle)
      }
      state = PQconnectPoll(handle)
    }
    throw refusal(of: handle)
  }

  private static func wait(
    for events: CInt, on handle: OpaquePointer, until deadline: ContinuousClock.Instant
  ) throws(PQError) {
    var descriptor = pollfd(fd: PQsocket(handle), events: Int16(events), revents: 0)
    while true {
      let left = ContinuousClock.now.duration(to: deadline).components
      guard left.seconds >= 0, left.attoseconds >= 0 else { throw .unreachable("no answer within the time limit") }
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000 + 1
      let ready = poll(&descriptor, 1, CInt(clamping: milliseconds))
      if ready > 0 { return }
      guard ready == 0 || errno == EINTR else { throw .unreachable("its socket cannot be waited for") }
    }
  }

  /// Tells "no server" from "a server that says no" by the SQLSTATE that verbose messages carry:
  /// `FATAL:  28P01: password authentication failed ...`.
  private static func refusal(of handle: OpaquePointer) -> PQError {
    let message = PQError.lastMessage(of: handle)
    for (index, word) in message.split(separator: " ").enumerated() where word.utf8.count == 6 && word.last == ":" {
      let state = SQLState(rawValue: String(word.dropLast()))
      // "FATAL:" looks like one but for the digit that every SQLSTATE has.
      guard index > 0, state.rawValue.utf8.allSatisfy(isStateByte), state.rawValue.contains(where: \.isNumber)
      else { continue }
      let sentence = message.split(separator: "\(state): ", maxSplits: 1).last ?? ""
      let reason = String(sentence.split(separator: " LOCATION:").first ?? sentence)
      // Starting up, shutting down, too many clients: a server that will say yes in a while.
      return ["57", "53"].contains(state.stateClass) ? .unreachable(reason) : .refused(state, reason)
    }
    return .unreachable(message)
  }

  private static func isStateByte(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }
}

/// Calls `body` with a NULL-terminated array of C strings, valid within it only.
private func withCStrings<Value>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Value
) -> Value {
  var bytes: [CChar] = []
  let offsets = strings.map { string in
    defer { bytes += string.utf8CString }
    return bytes.count
  }
  return bytes.withUnsafeBufferPointer { buffer in
    let pointers = offsets.map { offset in buffer.baseAddress.map { $0 + offset } } + [nil]
    return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
  }
}
