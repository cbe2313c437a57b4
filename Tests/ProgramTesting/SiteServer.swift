import Glibc
import Synchronization
package import SystemPackage

/// A site of the web on the loopback interface: answers requests as a test says, and keeps what it was asked, and when.
package final class SiteServer: Sendable {
  package struct Request: Sendable {
    package let path: String
    /// Names in small letters.
    package let headers: [String: String]
    package let time: ContinuousClock.Instant
  }

  /// One answer.
  package struct Reply: Sendable {
    package var status = 200
    package var headers: [String: String] = [:]
    package var body: [UInt8] = []
    /// Sent behind the body, block after block, until the visitor has gone; the length is then not told.
    package var endless: [UInt8]?
    /// Told instead of the body's own length.
    package var claimedLength: Int?
    /// The connection ends without an answer.
    package var isNone = false

    package init(_ status: Int = 200, _ body: String = "", _ headers: [String: String] = [:]) {
      self.status = status
      self.body = Array(body.utf8)
      self.headers = headers
    }

    package static func page(_ markup: String, _ headers: [String: String] = [:]) -> Reply {
      Reply(200, markup, ["Content-Type": "text/html"].merging(headers) { $1 })
    }

    package static func redirect(_ status: Int = 302, to target: String) -> Reply {
      Reply(status, "", ["Location": target])
    }

    package static var missing: Reply { Reply(404, "Not here.") }
  }

  package var port: UInt16 { listener.port }
  package var url: String { "http://127.0.0.1:\(port)" }

  private let listener: Listener
  private let seen = Mutex((requests: [Request](), atOnce: 0, mostAtOnce: 0))

  package init(_ answer: @escaping @Sendable (Request) -> Reply) throws(Errno) {
    let listener = try Listener()
    self.listener = listener
    Aside.run { [weak self] in
      while let visitor = listener.accept() {
        Aside.run { [weak self] in
          defer { close(visitor) }
          while let request = Self.request(from: visitor) {
            guard let self else { return }
            self.begin(request)
            let reply = answer(request)
            let isSent = Self.send(reply, to: visitor)
            self.end()
            guard isSent else { return }
          }
        }
      }
    }
  }

  /// A site with these pages; all others are missing.
  package convenience init(_ pages: [String: Reply]) throws(Errno) {
    try self.init { pages[$0.path] ?? .missing }
  }

  deinit { listener.close() }

  package var requests: [Request] { seen.withLock { $0.requests } }

  /// What was asked for, but for `robots.txt`, in order.
  package var paths: [String] { requests.map(\.path).filter { $0 != "/robots.txt" } }

  /// How many requests there were side by side, at most.
  package var mostAtOnce: Int { seen.withLock { $0.mostAtOnce } }

  private func begin(_ request: Request) {
    seen.withLock { seen in
      seen.requests.append(request)
      seen.atOnce += 1
      seen.mostAtOnce = max(seen.mostAtOnce, seen.atOnce)
    }
  }

  private func end() { seen.withLock { $0.atOnce -= 1 } }

  /// Reads one request, which must be one without a body.
  private static func request(from visitor: CInt) -> Request? {
    var bytes: [UInt8] = []
    while true {
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let lines = text[..<end.lowerBound].split(separator: "\r\n")
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
          guard let colon = line.firstIndex(of: ":") else { continue }
          headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
        }
        let path = lines.first?.split(separator: " ").dropFirst().first ?? "/"
        return Request(path: String(path), headers: headers, time: .now)
      }
      let more = Listener.receive(from: visitor)
      guard !more.isEmpty else { return nil }
      bytes += more
    }
  }

  /// Whether the connection may go on.
  private static func send(_ reply: Reply, to visitor: CInt) -> Bool {
    guard !reply.isNone else { return false }
    var head = "HTTP/1.1 \(reply.status) Of Test\r\n"
    for (name, value) in reply.headers { head += "\(name): \(value)\r\n" }
    let isWhole = reply.endless == nil && reply.claimedLength == nil
    if reply.endless == nil, reply.status != 304 {
      head += "Content-Length: \(reply.claimedLength ?? reply.body.count)\r\n"
    }
    head += isWhole ? "\r\n" : "Connection: close\r\n\r\n"
    guard Listener.sendAll(Array(head.utf8) + reply.body, to: visitor) else { return false }
    if let block = reply.endless {
      while Listener.sendAll(block, to: visitor) {}
    }
    return isWhole
  }
}
