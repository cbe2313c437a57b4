import Glibc
import SystemPackage

/// A real server of objects, SeaweedFS: one for all tests of a process, started by the first that needs it, and gone with the process,
/// however that ends.
package final class ObjectServer: Sendable {
  package let port: UInt16
  /// Where it speaks TLS, with a certificate that it made for itself.
  private var securePort: UInt16 { port + 4 }
  /// That certificate (PEM), which no system trusts.
  package let certificate: String

  /// Whom it lets in.
  package static let key = "lantern"
  package static let secret = "keeper of the light"

  /// The program; `.ci/setup tests` puts it there.
  private static let program: String? = {
    let cache = (try? shell("printf %s \"${XDG_CACHE_HOME:-$HOME/.cache}/stratlogic/seaweedfs/bin/weed\"")) ?? ""
    let found = (try? shell("command -v weed")) ?? ""
    return [cache, String(found.prefix { $0 != "\n" })].first { !$0.isEmpty && access($0, X_OK) == 0 }
  }()

  /// Whether tests of it are run. They are in CI, and fail there without it: what is not tested there is not tested anywhere.
  package static let isWanted = program != nil || getenv("CI") != nil

  package static var shared: ObjectServer {
    get throws { try started.get() }
  }

  private static let started = Result { try ObjectServer() }

  struct Unavailable: Error {
    let what: String
  }

  private init() throws {
    guard let program = Self.program else { throw Unavailable(what: "weed is missing: bash .ci/setup tests") }
    port = try Self.freePorts()
    let folder = "/tmp/stratlogic-objects-\(getpid())"
    certificate = "\(folder)/certificate.pem"
    let identity =
      #"{"name":"ida","credentials":[{"accessKey":"\#(Self.key)","secretKey":"\#(Self.secret)"}],"actions":["Admin"]}"#
    // It ends when its input does, and the input's other end is ours alone.
    let script = """
      mkdir -p '\(folder)/data'; printf '%s' '{"identities":[\(identity)]}' > '\(folder)/s3.json'
      cd '\(folder)'
      openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=objects -addext subjectAltName=IP:127.0.0.1 \
      -keyout key.pem -out certificate.pem 2> /dev/null
      '\(program)' server -dir=data -ip=127.0.0.1 -ip.bind=127.0.0.1 -master.port=\(port + 1) \
      -master.telemetry=false -master.volumeSizeLimitMB=32 -volume.port=\(port + 2) -volume.max=500 -filer \
      -filer.port=\(port + 3) -s3 -s3.port=\(port) -s3.port.https=\(port + 4) -s3.cert.file=certificate.pem -s3.key.file=key.pem \
      -s3.port.iceberg=0 -s3.port.lance=0 -s3.iam=false -s3.config=s3.json > log 2>&1 < /dev/null &
      cat > /dev/null; kill -9 $!; rm -rf '\(folder)'
      """
    try Self.start(script)
    try Self.wait(for: port)
  }

  /// The variables that let a program in.
  package static let environment = ["AWS_ACCESS_KEY_ID": key, "AWS_SECRET_ACCESS_KEY": secret]

  /// A place for objects in a bucket of a test's own, by way of `proxy` if there is one.
  package func place(through proxy: FaultyProxy? = nil, _ options: String = "") -> String {
    "s3://b\(UInt64.random(in: 0 ... .max))/kept?endpoint=http://127.0.0.1:\(proxy?.port ?? port)\(options)"
  }

  /// A place for objects in a bucket of a test's own, over TLS.
  package func securePlace() -> String {
    "s3://b\(UInt64.random(in: 0 ... .max))/kept?endpoint=https://127.0.0.1:\(securePort)"
  }

  private static func start(_ script: String) throws {
    var ends: [CInt] = [0, 0]
    guard pipe(&ends) == 0 else { throw Errno(rawValue: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(script), nil]
    defer { for argument in arguments { free(argument) } }
    var child = pid_t()
    let failure = posix_spawn(&child, "/bin/sh", &actions, nil, &arguments, environ)
    guard failure == 0 else { throw Errno(rawValue: failure) }
    close(ends[0])
  }

  /// The first of five ports that are free, each with the one ten thousand above, which the server takes for its own purposes.
  private static func freePorts() throws -> UInt16 {
    for _ in 0..<100 {
      let first = UInt16.random(in: 12_000..<22_000)
      let wanted = (0..<5).flatMap { [first + $0, first + 10_000 + $0] }
      let taken = wanted.map { port in try? Listener(port: port) }
      for listener in taken { listener?.close() }
      if !taken.contains(where: { $0 == nil }) { return first }
    }
    throw Unavailable(what: "no free ports")
  }

  /// Returns when it answers, and its parts have found each other: something can be kept.
  private static func wait(for port: UInt16) throws {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      let isOpen = ask(port, "GET /nothing").hasPrefix("HTTP/1.1 4") && Listener.connect(to: port + 4).map(close) != nil
      if isOpen, ask(port + 3, "PUT /ready").hasPrefix("HTTP/1.1 201") { return }
      usleep(20_000)
    }
    throw Unavailable(what: "the object store did not come up")
  }

  private static func ask(_ port: UInt16, _ question: String) -> String {
    guard let connection = Listener.connect(to: port) else { return "" }
    defer { close(connection) }
    let request = "\(question) HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"
    guard Listener.sendAll(Array(request.utf8), to: connection) else { return "" }
    return String(decoding: Listener.receive(from: connection), as: UTF8.self)
  }
}
