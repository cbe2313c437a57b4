import CLinux
import Glibc
import Subprocess
import SystemPackage

/// The user that the server runs as: whoever we are, except that root becomes `postgres`, because PostgreSQL refuses to run
/// as root.
struct ServerAccount: Sendable {
  let user: uid_t
  let group: gid_t
  let name: String
  /// Whether processes have to change to it.
  let isForeign: Bool

  static func current() throws(ServerError) -> ServerAccount {
    guard geteuid() == 0 else { return ServerAccount(user: geteuid(), group: getegid(), name: "", isForeign: false) }
    return try ServerAccount(named: "postgres")
  }

  private init(user: uid_t, group: gid_t, name: String, isForeign: Bool) {
    self.user = user
    self.group = group
    self.name = name
    self.isForeign = isForeign
  }

  private init(named name: String) throws(ServerError) {
    var entry = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16 << 10)
    guard getpwnam_r(name, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      throw .accountMissing(name)
    }
    self.init(user: entry.pw_uid, group: entry.pw_gid, name: name, isForeign: true)
  }

  /// A session of its own: neither a Ctrl-C nor the end of the terminal reaches what runs in it.
  var platformOptions: PlatformOptions {
    var options = PlatformOptions()
    options.createSession = true
    // When the task is cancelled, initdb's own children must go with it, or they fill the folder that is being removed.
    options.teardownSequence = [.gracefulShutDown(toProcessGroup: true, allowedDurationToNextStep: .seconds(2))]
    return options
  }

  /// The command that runs `program` as this account.
  ///
  /// setpriv(1) changes the user, not swift-subprocess, though it offers to: it forks by a bare clone and calls glibc's setuid
  /// in the child, which waits for ever on a lock of glibc's when another thread was just being made (seen with version 1.0;
  /// to be simplified when it changes users by system calls).
  func command(_ program: FilePath, _ arguments: [String]) -> (executable: Executable, arguments: Arguments) {
    guard isForeign else { return (.path(program), Arguments(arguments)) }
    let change = ["--reuid=\(user)", "--regid=\(group)", "--clear-groups", program.string]
    return (.name("setpriv"), Arguments(change + arguments))
  }

  /// Makes a file or folder of ours the account's.
  func own(_ path: FilePath) throws(ServerError) {
    guard isForeign else { return }
    guard lchown(path.string, user, group) == 0 else { throw .homeUnusable(path, .current) }
  }

  /// Throws where the account may not pass a folder on the way to `home`.
  ///
  /// Judged by owner and mode alone: the answer is wanted before PostgreSQL fails in one of its own many ways.
  func checkReach(of home: Home) throws(ServerError) {
    guard isForeign else { return }
    var folder = home.path
    while true {
      var status = stat()
      guard stat(folder.string, &status) == 0 else { throw .homeUnusable(folder, .current) }
      let bit: mode_t = status.st_uid == user ? 0o100 : status.st_gid == group ? 0o010 : 0o001
      guard status.st_mode & bit != 0 else { throw .homeUnreachable(home.path, folder: folder, account: name) }
      guard folder.removeLastComponent() else { return }
    }
  }
}
