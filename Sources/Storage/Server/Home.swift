import Crypto
import Glibc
package import SystemPackage

/// The folder that holds everything one installation of StratLogic keeps: the database, the blobs, and what is on its way.
///
/// Only names live here; who makes and removes what stands in `EmbeddedServer` and the blob store.
package struct Home: Sendable, Hashable {
  /// Absolute.
  package let path: FilePath

  /// Takes a path; a relative one is meant from the current folder.
  package init(_ path: FilePath) {
    self.path = path.isAbsolute ? path : Self.currentFolder.pushing(path)
  }

  /// `home` (the option), else `STRATLOGIC_HOME`, else the user's data folder; for root a folder that the user `postgres`
  /// can reach, because PostgreSQL refuses to run as root and /root is private.
  package static func resolve(
    home: String?, environment: EnvironmentLookup = processEnvironment, isRoot: Bool = geteuid() == 0
  ) throws(ServerError) -> Home {
    if let named = home ?? environment("STRATLOGIC_HOME"), !named.isEmpty { return Home(FilePath(named)) }
    if isRoot { return Home("/var/lib/stratlogic") }
    // The XDG base directory specification: a relative XDG_DATA_HOME is invalid and to be ignored.
    if let data = environment("XDG_DATA_HOME"), FilePath(data).isAbsolute {
      return Home(FilePath(data).appending("stratlogic"))
    }
    guard let user = environment("HOME") else { throw .homeUnknown }
    return Home(FilePath(user).appending(".local/share/stratlogic"))
  }

  package var data: FilePath { path.appending("postgres") }
  package var blobs: FilePath { path.appending("blobs") }
  /// Contents on their way to an object store.
  package var staging: FilePath { path.appending("staging") }
  package var spool: FilePath { path.appending("spool") }
  /// Synonyms for every search, if somebody has put them there.
  package var synonyms: FilePath { path.appending("synonyms.txt") }
  package var serverLog: FilePath { path.appending("server.log") }
  /// Locked while the server is made, started or stopped; its modification time is the last use.
  package var serverLock: FilePath { path.appending("server.lock") }
  /// Locked for as long as an idle minder watches the server.
  package var minderLock: FilePath { path.appending("minder.lock") }
  package var socketFolder: FilePath { path.appending("run") }
  /// All of the above. Other things may lie in the home as well: somebody may keep the documents themselves there.
  package var contents: [FilePath] {
    [data, blobs, staging, spool, synonyms, socketFolder, serverLog, serverLock, minderLock]
  }

  /// A short, plain word for this home and no other, for where its path is too long or too strange.
  var tag: String {
    let digest = SHA256.hash(data: Array(path.string.utf8)).prefix(8)
    return "stratlogic-" + digest.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  /// Makes the home and its folders where they are missing, and answers with the same home by its real path, so that two
  /// ways to one folder mean one server.
  ///
  /// The home of root can be entered, but not listed, by others: the server's own user passes through it.
  package func create() throws(ServerError) -> Home {
    try Self.makeFolder(path, mode: geteuid() == 0 ? 0o711 : 0o700)
    guard let real = realpath(path.string, nil) else { throw .homeUnusable(path, .current) }
    defer { free(real) }
    let home = Home(FilePath(platformString: real))
    for folder in [home.blobs, home.spool] { try Self.makeFolder(folder, mode: 0o700) }
    return home
  }

  static func makeFolder(_ path: FilePath, mode: mode_t) throws(ServerError) {
    if mkdir(path.string, mode) == 0 { return }
    switch Errno.current {
    case .fileExists:
      // Writable and passable is what every use of it needs, and a plain file is neither.
      guard access(path.string + "/.", W_OK | X_OK) == 0 else { throw .homeUnusable(path, .current) }
    case .noSuchFileOrDirectory:
      let parent = path.removingLastComponent()
      guard parent != path else { throw .homeUnusable(path, .noSuchFileOrDirectory) }
      try makeFolder(parent, mode: 0o755)
      // A file system such as /proc answers so although the parent is there: trying again without end would not help.
      guard mkdir(path.string, mode) == 0 || Errno.current == .fileExists else { throw .homeUnusable(path, .current) }
    case .noSpace: throw .diskFull(path)
    case let errno: throw .homeUnusable(path, errno)
    }
  }

  private static var currentFolder: FilePath {
    guard let current = getcwd(nil, 0) else { return "/" }
    defer { free(current) }
    return FilePath(platformString: current)
  }
}
