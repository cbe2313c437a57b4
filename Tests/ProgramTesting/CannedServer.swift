import Glibc
import Synchronization
package import SystemPackage

/// Answers HTTP requests with bytes that a test gives, and keeps what it was asked.
package final class CannedServer: Sendable {
  package var port: UInt16 { listener.port }

  private let listener: Listener
  private let seen = Mutex((requests: [String](), connections: 0))

  /// `answer` gets a request's head and body. What it gives is sent as it stands; an empty answer ends the connection.
  package init(_ answer: @escaping @Sendable (String) -> String) throws(Errno) {
    let listener = try Listener()
    self.listener = listener
    Aside.run { [weak self] in
      while let visitor = listener.accept() {
        self?.seen.withLock { $0.connections += 1 }
        Aside.run { [weak self] in
          defer { close(visitor) }
          while let request = Self.request(from: visitor) {
            self?.seen.withLock { $0.requests.append(request) }
            let bytes = Array(answer(request).utf8)
            guard !bytes.isEmpty, Listener.sendAll(bytes, to: visitor) else { return }
          }
        }
      }
    }
  }

  deinit { listener.close() }

  package var requests: [String] { seen.withLock { $0.requests } }
  package var connections: Int { seen.withLock { $0.connections } }

  /// Reads one request with its body, whose length its head must tell.
  private static func request(from visitor: CInt) -> String? {
    var bytes: [UInt8] = []
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound]
        let length =
          head.lowercased().split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
          .flatMap { Int($0.split(separator: " ").last ?? "") } ?? 0
        if text.utf8.distance(from: end.upperBound, to: text.endIndex) >= length { return text }
      }
      let more = Listener.receive(from: visitor)
      guard !more.isEmpty else { return nil }
      bytes += more
    }
  }
}
