import Glibc
import SystemPackage

/// The private PostgreSQL server of a home: made on first use, started when it is needed, found when it is running.
///
/// The server runs in a session of its own and outlives us; other processes find it through its own `postmaster.pid`. Nothing
/// is kept in memory here, so any number of these may be used at once, in any number of processes: whoever makes, starts or
/// stops the server holds the home's lock meanwhile.
package struct EmbeddedServer: Sendable {
  package let home: Home
  /// The program that watches for idleness, with its arguments; empty for none, and then the server runs until `stop`.
  private let minder: [String]
  private let installations: @Sendable () async -> [PostgresInstallation]

  /// Longer than recovery from a crash with the largest log the settings allow.
  private static let patience: Duration = .seconds(300)

  /// - Parameters:
  ///   - home: May not exist yet.
  ///   - minder: See `IdleMinder`; started with the server.
  ///   - installations: Where PostgreSQL may be found.
  package init(
    home: Home, minder: [String] = [],
    installations: @escaping @Sendable () async -> [PostgresInstallation] = { await PostgresInstallation.all() }
  ) {
    self.home = home
    self.minder = minder
    self.installations = installations
  }

  /// Answers with how to connect, after making and starting whatever was missing. A running server is found without starting
  /// a process or connecting.
  package func ensureRunning() async throws(ServerError) -> DatabaseAccess {
    let home = try home.create()
    let running = if let found = try find(on: home) { found } else { try await bringUpLocked(home) }
    try await ensureMinder(of: home)
    return DatabaseAccess(socketFolder: running.socketFolder)
  }

  /// Starts the server again if it broke down. One that was stopped stays so: somebody wanted that.
  ///
  /// A server that ends in good order removes its `postmaster.pid`; what it says of one that did not is stale.
  package func recover() async throws(ServerError) {
    guard access(home.data.appending("postmaster.pid").string, F_OK) == 0 else { return }
    _ = try await ensureRunning()
  }

  /// The server that runs, unless somebody is about to start or stop one. A minder sees that it is wanted, and leaves it.
  private func find(on home: Home) throws(ServerError) -> Postmaster? {
    guard let lock = try FolderLock.attempt(home.serverLock, .shared) else { return nil }
    LastUse.note(home)
    let running = Postmaster.running(on: home.data)
    _ = consume lock
    return running.flatMap { $0.isReachable ? $0 : nil }
  }

  private func bringUpLocked(_ home: Home) async throws(ServerError) -> Postmaster {
    let lock = try await FolderLock.take(home.serverLock, within: Self.patience)
    let running = try await bringUp(home)
    LastUse.note(home)
    _ = consume lock
    return running
  }

  /// Ends the server, breaking off what runs on it, and waits until it is gone. False when none ran.
  package func stop() async throws(ServerError) -> Bool {
    guard access(home.data.string, F_OK) == 0 else { return false }
    let home = try home.create()
    let lock = try await FolderLock.take(home.serverLock, within: Self.patience)
    let stopped = try await Self.end(Postmaster.running(on: home.data), on: home)
    _ = consume lock
    return stopped
  }

  /// Ends `postmaster` by a fast shutdown (SIGINT). The caller holds the home's lock.
  static func end(_ postmaster: Postmaster?, on home: Home) async throws(ServerError) -> Bool {
    guard let postmaster else { return false }
    guard kill(postmaster.pid, SIGINT) == 0 || errno == ESRCH else { throw .homeUnusable(home.data, .current) }
    var wait = Wait(limit: patience)
    while Postmaster.isAlive(postmaster.pid) {
      guard try await wait.again() else { throw .stopTimedOut(pid: postmaster.pid) }
    }
    // Empty now, and perhaps outside the home, where nobody would look for it.
    rmdir(postmaster.socketFolder)
    return true
  }

  /// The caller holds the home's lock.
  private func bringUp(_ home: Home) async throws(ServerError) -> Postmaster {
    if let running = try await adopt(on: home) { return running }
    let account = try ServerAccount.current()
    try account.checkReach(of: home)
    let cluster = Cluster(home: home, account: account)
    let version = try cluster.version()
    let installation = try PostgresInstallation.choose(from: await installations(), cluster: version, data: home.data)
    if version == nil { try await cluster.make(with: installation) }
    let tool = ServerTool(installation: installation, account: account, folder: home.path)
    return try await ServerStart(home: home, tool: tool).start(patience: Self.patience)
  }

  /// The server that is there already, once it takes connections. One that is going is waited for; one whose socket was
  /// cleaned away is ended.
  private func adopt(on home: Home) async throws(ServerError) -> Postmaster? {
    var wait = Wait(limit: Self.patience)
    while let running = Postmaster.running(on: home.data) {
      switch running.state {
      case .ready where running.isReachable: return running
      case .ready: _ = try await Self.end(running, on: home)
      case .starting, .stopping: break
      }
      guard try await wait.again() else { throw .startTimedOut(log: home.serverLog) }
    }
    return nil
  }

  private func ensureMinder(of home: Home) async throws(ServerError) {
    guard !minder.isEmpty else { return }
    // A minder holds this lock as long as it lives. Two that are started at once settle it between themselves.
    guard let free = try FolderLock.attempt(home.minderLock) else { return }
    _ = consume free
    try await IdleMinder.launch(minder, in: home)
  }
}
