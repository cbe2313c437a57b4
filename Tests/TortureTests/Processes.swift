import Glibc
import SystemPackage
import Testing

/// Processes of this machine, as proc(5) shows them.
enum Processes {
  /// One that ended and was not waited for by its parent is not alive.
  static func isAlive(_ pid: pid_t) -> Bool {
    guard let fields = status(of: pid), let state = fields.first else { return false }
    return state != "Z" && state != "X"
  }

  /// The children of `parent` whose program has this name.
  static func children(of parent: pid_t, named name: String) -> [pid_t] {
    all().filter { pid in
      guard let fields = status(of: pid), fields.count > 1, fields[1] == "\(parent)", fields[0] != "Z" else {
        return false
      }
      return arguments(of: pid).first?.hasSuffix(name) ?? false
    }
  }

  /// Those that work in `folder` or were started with its name.
  static func around(_ folder: FilePath) -> [pid_t] {
    all().filter { pid in
      guard pid != getpid(), isAlive(pid) else { return false }
      return arguments(of: pid).contains { $0.contains(folder.string) } || place(of: pid)?.starts(with: folder) ?? false
    }
  }

  /// Whether this process may see where another user's process works: root without CAP_SYS_PTRACE may not.
  static let canBeSeen =
    geteuid() != 0
    || SmallText.read("/proc/self/status").map { status in
      let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("CapEff:") }
      let capabilities = line.flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" }, radix: 16) } ?? 0
      return capabilities & 1 << 19 != 0
    } ?? false

  /// The one that runs `program` with `argument` and works in `folder` or below.
  static func running(_ program: String, _ argument: String, in folder: FilePath) -> pid_t? {
    all().first { pid in
      let words = arguments(of: pid)
      return words.first?.hasSuffix(program) ?? false && words.contains(argument)
        && place(of: pid)?.starts(with: folder) ?? false
    }
  }

  private static func all() -> [pid_t] { Folders.names(in: "/proc").compactMap { pid_t($0) } }

  private static func arguments(of pid: pid_t) -> [String] {
    let bytes = SmallText.read(FilePath("/proc/\(pid)/cmdline")) ?? []
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }

  /// What stands behind the name in `/proc/PID/stat`: the state, the parent, ...
  private static func status(of pid: pid_t) -> [Substring]? {
    guard let bytes = SmallText.read(FilePath("/proc/\(pid)/stat")) else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.lastIndex(of: ")").map { text[text.index(after: $0)...].split(separator: " ") }
  }

  private static func place(of pid: pid_t) -> FilePath? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
      guard let start = buffer.baseAddress else { return nil }
      let count = readlink("/proc/\(pid)/cwd", start, Int(PATH_MAX))
      guard count > 0 else { return nil }
      start[count] = 0
      return FilePath(platformString: start)
    }
  }
}

/// Folders, listed.
enum Folders {
  static func names(in folder: FilePath) -> [String] {
    guard let handle = opendir(folder.string) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Paths of the files below `folder`, relative to it.
  static func files(below folder: FilePath) -> [String] {
    names(in: folder).flatMap { name in
      let path = folder.appending(name)
      var status = stat()
      guard lstat(path.string, &status) == 0 else { return [String]() }
      return status.st_mode & S_IFMT == S_IFDIR ? files(below: path).map { "\(name)/\($0)" } : [name]
    }
  }
}

/// Returns once `happened` answers yes, or fails after a time that no test should take.
func until(_ what: String, _ happened: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(100)
  while try await !happened() {
    try #require(ContinuousClock.now < deadline, "it did not happen in time: \(what)")
    try await Task.sleep(for: .milliseconds(1))
  }
}
