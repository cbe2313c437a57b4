import CLinux
import Glibc
import SystemPackage

/// A server process that runs on our data folder, as its `postmaster.pid` describes it.
///
/// The file alone proves nothing: it outlives a killed server, and after a restart of a machine or container its number may
/// belong to any process. So a process counts only if it runs `postgres` on this very folder.
struct Postmaster: Sendable, Equatable {
  enum State: Sendable { case starting, ready, stopping }

  let pid: pid_t
  let socketFolder: String
  let state: State

  /// The server that runs on `data`; nil when none does, whatever its files say.
  static func running(on data: FilePath) -> Postmaster? {
    guard let text = SmallFile.read(data.appending("postmaster.pid")) else { return nil }
    // Lines: pid, data folder, start time, port, socket folder, address, shared memory key, state (miscadmin.h).
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = lines.first, let pid = pid_t(first), pid > 0, isServer(pid, on: data) else { return nil }
    let state: State =
      switch lines.count > 7 ? lines[7].prefix(while: { $0 != " " }) : "starting" {
      case "ready", "standby": .ready
      case "stopping": .stopping
      default: .starting
      }
    return Postmaster(pid: pid, socketFolder: lines.count > 4 ? String(lines[4]) : "", state: state)
  }

  /// Whether clients find it: a socket below /tmp may have been cleaned away.
  var isReachable: Bool {
    state == .ready && access(socketFolder + "/.s.PGSQL.5432", F_OK) == 0
  }

  /// Whether the process is still there; one that ended and waits for its parent to notice is not.
  static func isAlive(_ pid: pid_t) -> Bool {
    guard kill(pid, 0) == 0 || errno == EPERM else { return false }
    guard let status = read("stat", of: pid), let name = status.lastIndex(of: ")") else { return false }
    return !status[name...].dropFirst().hasPrefix(" Z")
  }

  private static func isServer(_ pid: pid_t, on data: FilePath) -> Bool {
    guard isAlive(pid), let line = read("cmdline", of: pid) else { return false }
    let arguments = line.split(separator: "\0")
    guard let program = arguments.first, program.hasSuffix("postgres") else { return false }
    // Our own servers name their folder; one that a person started with pg_ctl is known by where it works, which
    // root without CAP_SYS_PTRACE (a container) may not see.
    return arguments.contains(Substring(data.string)) || worksIn(data, pid)
  }

  /// Whether the process's current folder is `data`, as it is for every process of a server.
  private static func worksIn(_ data: FilePath, _ pid: pid_t) -> Bool {
    var there = stat()
    var here = stat()
    guard stat("/proc/\(pid)/cwd", &there) == 0, stat(data.string, &here) == 0 else { return false }
    return there.st_dev == here.st_dev && there.st_ino == here.st_ino
  }

  /// The connections that are open, by the titles PostgreSQL gives its processes (`postgres: stratlogic stratlogic [local]
  /// idle`): asking the server itself would be one more connection, and keep it awake.
  var connections: Int {
    guard let children = Self.read("task/\(pid)/children", of: pid) else { return 0 }
    return children.split(separator: " ").compactMap { pid_t($0) }.count { child in
      Self.read("cmdline", of: child)?.contains(" [local] ") ?? false
    }
  }

  /// Processes that a killed server left behind: they hold its shared memory, and no other server starts until they are gone.
  /// They are known by their title: where they work, root without CAP_SYS_PTRACE (a container) may not see.
  static func orphans(of home: Home) -> [pid_t] {
    FileTree.names(in: "/proc").compactMap { pid_t($0.string) }.filter { pid in
      read("cmdline", of: pid)?.hasPrefix("postgres: \(home.tag): ") ?? false
    }
  }

  /// Processes that were given `word`, a name nobody else uses, as an argument.
  static func processes(naming word: String) -> [pid_t] {
    FileTree.names(in: "/proc").compactMap { pid_t($0.string) }.filter { pid in
      read("cmdline", of: pid)?.split(separator: "\0").contains { $0 == word } ?? false
    }
  }

  private static func read(_ name: String, of pid: pid_t) -> String? {
    SmallFile.read(FilePath("/proc/\(pid)/\(name)"))
  }
}
