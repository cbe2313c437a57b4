import Glibc
import Synchronization
package import SystemPackage

/// Stands between a program and a server, and does to their conversations what networks and busy servers do.
package final class FaultyProxy: Sendable {
  package enum Fault: Sendable, Equatable {
    /// Every conversation goes on as it would without the proxy.
    case none
    /// Whoever comes is turned away, and who is there is cut off: the server is gone.
    case away
    /// Answers that it is busy, without asking the server.
    case busy
    /// Cuts a conversation off after so many bytes of the server's.
    case truncate(Int)
  }

  package var port: UInt16 { listener.port }

  private let listener: Listener
  private let target: UInt16
  private let state = Mutex(State())

  private struct State {
    var fault = Fault.none
    /// Conversations that have the fault; later ones have none.
    var left = Int.max
    /// Conversations that have none before that.
    var spared = 0
    var suffered = 0
    var open: Set<CInt> = []
  }

  package init(to target: UInt16) throws(Errno) {
    listener = try Listener()
    self.target = target
    Aside.run { [listener, weak self] in
      while let visitor = listener.accept() {
        guard let self else {
          close(visitor)
          return
        }
        self.take(visitor)
      }
    }
  }

  deinit {
    listener.close()
    state.withLock { state in for descriptor in state.open { shutdown(descriptor, CInt(SHUT_RDWR)) } }
  }

  /// From here on, the next `conversations` suffer this, after so many that are spared. Those that are open are cut off, so that it is
  /// felt at once; the spared ones are when the first one suffers.
  package func bring(_ fault: Fault, to conversations: Int = .max, sparing spared: Int = 0) {
    state.withLock { state in
      state.fault = fault
      state.spared = spared
      state.left = conversations
      state.suffered = 0
      for descriptor in state.open { shutdown(descriptor, CInt(SHUT_RDWR)) }
    }
  }

  /// How many conversations the last fault was brought to.
  package var suffered: Int { state.withLock { $0.suffered } }

  /// Returns when the fault was felt so often; throws after a time no test should take.
  package func isFelt(times: Int = 1) async throws {
    let deadline = ContinuousClock.now + .seconds(50)
    while suffered < times {
      guard ContinuousClock.now < deadline else { throw NotInTime(condition: "a fault is felt") }
      try await Task.sleep(for: .milliseconds(5))
    }
  }

  private func take(_ visitor: CInt) {
    let fault = state.withLock { state in
      guard state.fault != .none, state.left > 0 else { return Fault.none }
      guard state.spared == 0 else {
        state.spared -= 1
        return Fault.none
      }
      if state.suffered == 0 { for descriptor in state.open { shutdown(descriptor, CInt(SHUT_RDWR)) } }
      state.left -= 1
      state.suffered += 1
      return state.fault
    }
    switch fault {
    case .away: close(visitor)
    case .busy:
      Aside.run {
        _ = Listener.receive(from: visitor)
        let answer = "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        _ = Listener.sendAll(Array(answer.utf8), to: visitor)
        close(visitor)
      }
    case .none: join(visitor, limit: .max)
    case .truncate(let bytes): join(visitor, limit: bytes)
    }
  }

  private func join(_ visitor: CInt, limit: Int) {
    guard let server = Listener.connect(to: target) else {
      close(visitor)
      return
    }
    state.withLock { $0.open.formUnion([visitor, server]) }
    let ends = Ends()
    Aside.run { [self] in
      Self.pump(from: visitor, to: server, limit: .max)
      if ends.isLast { part(visitor, server) }
    }
    Aside.run { [self] in
      Self.pump(from: server, to: visitor, limit: limit)
      if ends.isLast { part(visitor, server) }
    }
  }

  private func part(_ visitor: CInt, _ server: CInt) {
    state.withLock { $0.open.subtract([visitor, server]) }
    close(visitor)
    close(server)
  }

  private static func pump(from source: CInt, to target: CInt, limit: Int) {
    var left = limit
    while left > 0 {
      let bytes = Listener.receive(from: source)
      guard !bytes.isEmpty, Listener.sendAll(Array(bytes.prefix(left)), to: target) else { break }
      left -= min(left, bytes.count)
    }
    shutdown(source, CInt(SHUT_RDWR))
    shutdown(target, CInt(SHUT_RDWR))
  }
}

/// The two directions of a conversation: who ends last closes it.
private final class Ends: Sendable {
  private let ends = Atomic(0)

  var isLast: Bool { ends.wrappingAdd(1, ordering: .acquiringAndReleasing).newValue == 2 }
}
