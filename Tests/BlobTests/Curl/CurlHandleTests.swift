import Curl
import ProgramTesting
import Synchronization
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(2))) struct CurlHandleTests {
  private static func answer(_ body: String, status: String = "200 OK", _ headers: String = "") -> String {
    "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(headers)\r\n\(body)"
  }

  /// Asks with a new handle; gives the answer and its body.
  private func perform(_ request: CurlRequest) throws -> (CurlResponse, String) {
    var handle = try CurlHandle()
    var body: [UInt8] = []
    let response = try handle.perform(request) { _, block in
      body += block
      return true
    }
    return (response, String(decoding: body, as: UTF8.self))
  }

  @Test func `gives status, headers and body, and sends the next request on the same connection`() throws {
    let server = try CannedServer { _ in Self.answer("a heron", "X-Kind:  bird \r\n") }
    var handle = try CurlHandle()
    var body: [UInt8] = []

    for _ in 0..<3 {
      let response = try handle.perform(CurlRequest("GET", "http://127.0.0.1:\(server.port)/a%20b?c=d")) {
        status, block in
        body += block
        return status == 200
      }
      #expect(response.status == 200)
      #expect(response["x-kind"] == "bird")
    }

    #expect(String(decoding: body, as: UTF8.self) == "a herona herona heron")
    #expect(server.connections == 1)
    #expect(server.requests.allSatisfy { $0.hasPrefix("GET /a%20b?c=d HTTP/1.1\r\n") })
  }

  @Test func `connects to no address that is refused`() throws {
    let server = try CannedServer { _ in Self.answer("secret") }
    let asked = Mutex<[NetworkAddress]>([])
    var request = CurlRequest("GET", "http://localhost:\(server.port)/")
    request.allows = { address in
      asked.withLock { $0.append(address) }
      return false
    }

    #expect(throws: CurlError.addressRefused) { try perform(request) }
    #expect(asked.withLock { $0 }.contains(NetworkAddress(bytes: [127, 0, 0, 1])))
    #expect(server.connections == 0)
    request.allows = { $0.bytes == [127, 0, 0, 1] }
    #expect(try perform(request).1 == "secret")
  }

  @Test func `follows a redirect only when it is told to, and asks about its address, too`() throws {
    let inner = try CannedServer { _ in Self.answer("inside") }
    let port = inner.port
    let outer = try CannedServer { _ in
      Self.answer("", status: "302 Found", "Location: http://127.0.0.1:\(port)/\r\n")
    }
    var request = CurlRequest("GET", "http://127.0.0.1:\(outer.port)/")

    #expect(try perform(request).0.status == 302)
    #expect(inner.connections == 0)
    request.redirects = 1
    #expect(try perform(request).1 == "inside")
    let seen = Mutex(0)
    request.allows = { _ in
      seen.withLock {
        $0 += 1; return $0 == 1
      }
    }
    #expect(throws: CurlError.addressRefused) { try perform(request) }
    #expect(inner.connections == 1)
  }

  @Test func `gives up an answer that is longer than allowed, announced or not`() throws {
    let announced = try CannedServer { _ in Self.answer(String(repeating: "x", count: 1001)) }
    let silent = try CannedServer { _ in
      "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + String(repeating: "x", count: 1001)
    }
    for server in [announced, silent] {
      var request = CurlRequest("GET", "http://127.0.0.1:\(server.port)/")
      request.limit = 1000
      #expect(throws: CurlError.tooLarge(limit: 1000)) { try perform(request) }
      request.limit = 1001
      request.stallTimeout = .seconds(1)
      if server === announced { #expect(try perform(request).1.count == 1001) }
    }
  }

  @Test func `sends a file from its offset on, and again over a new connection when the old one has gone`() throws {
    let folder = try TestFolder()
    let path = try folder.write("0123456789abcdef", to: "body")
    let file = try FileDescriptor.open(path, .readOnly)
    defer { try? file.close() }
    let asked = Mutex(0)
    let server = try CannedServer { _ in
      // The second request meets a connection that ends without an answer, as one does that was left open too long.
      asked.withLock {
        $0 += 1; return $0 == 2
      } ? "" : Self.answer("ok")
    }
    var request = CurlRequest("PUT", "http://127.0.0.1:\(server.port)/x")
    request.body = .file(file, offset: 10, count: 6)
    var handle = try CurlHandle()

    for _ in 0..<2 { #expect(try handle.perform(request) { _, _ in true }.status == 200) }

    #expect(server.requests.count == 3)
    #expect(server.requests.allSatisfy { $0.hasPrefix("PUT /x ") && $0.hasSuffix("\r\n\r\nabcdef") })
  }

  @Test func `says by cause why there is no answer`() throws {
    let silent = try Listener()
    defer { silent.close() }
    var waiting = CurlRequest("GET", "http://127.0.0.1:\(silent.port)/")
    waiting.timeout = .milliseconds(200)
    let broken = try CannedServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this" }
    let refusing = try Listener()
    refusing.close()
    var cut = CurlRequest("GET", "http://127.0.0.1:\(broken.port)/")
    cut.timeout = .milliseconds(300)

    #expect(throws: CurlError.malformedURL) { try perform(CurlRequest("GET", "gopher://127.0.0.1/")) }
    let away = #expect(throws: CurlError.self) { try perform(CurlRequest("GET", "http://127.0.0.1:\(refusing.port)/")) }
    let slow = #expect(throws: CurlError.self) { try perform(waiting) }
    let short = #expect(throws: CurlError.self) { try perform(cut) }
    if case .unreachable = away {} else { Issue.record("\(String(describing: away))") }
    if case .timedOut = slow {} else { Issue.record("\(String(describing: slow))") }
    if case .timedOut = short {} else { Issue.record("\(String(describing: short))") }
  }

  @Test func `ends a transfer whose receiver wants no more`() throws {
    let server = try CannedServer { _ in Self.answer("a heron") }
    var handle = try CurlHandle()

    #expect(throws: CurlError.stopped) {
      _ = try handle.perform(CurlRequest("GET", "http://127.0.0.1:\(server.port)/")) { _, _ in false }
    }
  }
}
