import CLinux
import Glibc
import SystemPackage

/// The private folder of the server's socket.
///
/// Who can reach the socket is the database's master (authentication is `trust`), so the folder is open to the server's user
/// alone. Its path is short, because a socket's is limited to 107 bytes (unix(7)), and plain, so that it means the same to the
/// server's configuration, to a URL, and to libpq, which takes commas for lists.
enum SocketFolder {
  private static let socketName = "/.s.PGSQL.5432"
  private static let limit = 107

  /// Makes the folder for `home`, or takes the one that is there, empties it, and answers with its path. The caller holds the
  /// home's lock, and knows that no server runs.
  static func prepare(for home: Home, account: ServerAccount) throws(ServerError) -> FilePath {
    let path = choose(for: home, account: account)
    if mkdir(path.string, 0o700) == 0 { try account.own(path) }
    var status = stat()
    guard lstat(path.string, &status) == 0 else { throw .homeUnusable(path, .current) }
    // In a folder that others can write to, such as /tmp, somebody may have been there first.
    guard status.st_mode & S_IFMT == S_IFDIR, status.st_mode & 0o077 == 0,
      status.st_uid == account.user || status.st_uid == geteuid()
    else { throw .socketFolderForeign(path) }
    try account.own(path)
    // Left by a server that was killed. PostgreSQL would take the lock for another server's when the process of that number
    // ended and was not waited for, or is a new one of the same user.
    for name in [socketName, socketName + ".lock"] { unlink(path.string + name) }
    return path
  }

  private static func choose(for home: Home, account: ServerAccount) -> FilePath {
    let own = home.socketFolder
    if own.string.utf8.count + socketName.utf8.count <= limit, isPlain(own.string) { return own }
    for folder in account.isForeign ? ["/run"] : ["/run/user/\(account.user)"]
    where access(folder, W_OK | X_OK) == 0 {
      return FilePath("\(folder)/\(home.tag)")
    }
    return FilePath("/tmp/\(home.tag)-\(account.user)")
  }

  private static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "/"):
        true
      default: false
      }
    }
  }
}
