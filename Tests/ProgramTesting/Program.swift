import Glibc
package import Subprocess
package import SystemPackage

/// The built program, run as a user runs it: by arguments, environment, input and signals.
package struct Program: Sendable {
  package typealias Running = Execution<CustomWriteInput, BytesOutput, StringOutput<UTF8>>

  /// The folder that everything was built into.
  package static let products: FilePath = {
    let path = FilePath(CommandLine.arguments[0])
    return (path.isAbsolute ? path : FilePath("/proc/self/cwd").pushing(path)).removingLastComponent()
  }()

  /// What the program finds in its environment beside what the tests have themselves.
  package var environment: [String: String?]
  package var workingFolder: FilePath?
  /// Whether root hands it to the user `postgres`, whom permissions bind, and whom the test cluster lets in.
  package var isUnprivileged = false

  /// Whether it begins with SIGINT and SIGTERM ignored, as under nohup or in a shell's background.
  package var ignoresSignals = false

  /// How many folders it may have watched (user.max_inotify_watches), in a user namespace of its own: for root only.
  package var watchLimit: Int?

  /// Whether it can be: namespaces of users may be forbidden.
  package static let canLimitWatches =
    geteuid() == 0
    && (try? shell(
      "unshare --user --map-root-user sh -c 'echo 5 > /proc/sys/user/max_inotify_watches && echo yes'")) == "yes\n"

  /// Whether there is such a user, and the program is where they may run it.
  package static let canBeUnprivileged =
    geteuid() != 0 || (try? shell("\(unprivileged.joined(separator: " ")) '\(executable)' --version")) == "0.1.0\n"

  /// A program with this home; without the URL of a database, the embedded one is meant.
  package init(home: FilePath, database: String? = nil) {
    environment = ["STRATLOGIC_HOME": home.string, "STRATLOGIC_DATABASE_URL": database]
  }

  package func run(_ arguments: String..., input: [UInt8] = []) async throws -> Outcome {
    try await run(arguments.map { Array($0.utf8) }, input: input)
  }

  /// Runs with arguments that need not be text.
  package func run(_ arguments: [[UInt8]], input: [UInt8] = []) async throws -> Outcome {
    try await run(arguments) { running in
      _ = try? await running.standardInputWriter.write(input)
      try await running.standardInputWriter.finish()
    }
  }

  /// Runs beside `body`, which must end its input, and may send it signals.
  package func run(
    _ arguments: [[UInt8]], body: @escaping @Sendable (Running) async throws -> Void
  ) async throws -> Outcome {
    let before = prefix
    let all =
      before.isEmpty ? arguments : (before.dropFirst() + [Self.executable.string]).map { Array($0.utf8) } + arguments
    // Arguments as bytes are handed on as they are, so they must bring their end (swift-subprocess 1.0).
    let arguments = Arguments(all.map { $0 + [0] })
    let result = try await Subprocess.run(
      before.first.map { .name($0) } ?? .path(Self.executable), arguments: arguments, environment: inherited,
      workingDirectory: workingFolder, input: .inputWriter, output: .bytes(limit: 64 << 20),
      error: .string(limit: 1 << 20), body: body)
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): -signal
      }
    return Outcome(status: status, output: result.standardOutput, error: result.standardError)
  }

  /// The program that starts this one, with its arguments; empty for none.
  private var prefix: [String] {
    if isUnprivileged && geteuid() == 0 { return Self.unprivileged }
    if let watchLimit { return ["sh", "-c", Self.namespace, "\(watchLimit)"] }
    return ignoresSignals ? ["sh", "-c", #"trap "" INT TERM; exec "$0" "$@""#] : []
  }

  /// Runs what follows in a new user namespace with the users of this one, and with a limit of its own: `fs.inotify.max_user_watches` would be
  /// the whole machine's. Only a process outside may give it users, and only what it runs after that has rights in it.
  private static let namespace = #"""
    (until [ "$(readlink /proc/$$/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do sleep 0.01; done
    echo 0 0 65536 > /proc/$$/uid_map; echo 0 0 65536 > /proc/$$/gid_map) &
    exec unshare -U sh -c 'until [ "$(id -u)" = 0 ]; do sleep 0.01; done
    exec sh -c "$1" "$0" "$@"' "$0" 'echo "$0" > /proc/sys/user/max_inotify_watches; shift; exec "$@"' "$@"
    """#

  private static let executable = products.appending("stratlogic")
  private static let unprivileged = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]

  private var inherited: Environment {
    .inherit.updating(
      Dictionary(uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
  }
}

/// How a run of the program ended.
package struct Outcome: Sendable {
  /// The exit code, or the number of the signal that ended it, negative.
  package let status: Int32
  package let output: [UInt8]
  package let error: String

  package var text: String { String(decoding: output, as: UTF8.self) }

  package var lines: [Substring] { text.split(separator: "\n") }

  package var json: JSON { get throws { try JSON(output) } }

  /// One value a line.
  package var records: [JSON] {
    get throws { try output.split(separator: UInt8(ascii: "\n")).map { try JSON(Array($0)) } }
  }
}
