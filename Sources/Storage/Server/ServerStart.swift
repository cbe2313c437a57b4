import Glibc
import SystemPackage

/// One start of the server on a cluster that is there, up to the moment it takes connections. The caller holds the home's lock.
struct ServerStart: Sendable {
  let home: Home
  let tool: ServerTool

  /// How an attempt ended.
  private enum Attempt {
    case running(Postmaster)
    /// Processes of a killed server still hold its shared memory.
    case blocked
  }

  func start(patience: Duration) async throws(ServerError) -> Postmaster {
    let socket = try SocketFolder.prepare(for: home, account: tool.account)
    try configure(socket)
    // The file of a server that is not there any more. PostgreSQL would remove it, except where its number now belongs to
    // another process of the same user, or to one that ended and was not waited for.
    unlink(home.data.appending("postmaster.pid").string)
    var wait = Wait(limit: patience)
    while true {
      if case .running(let postmaster) = try await attempt(patience: patience) { return postmaster }
      // What the server's own crash handling does to its children (SIGQUIT: end at once, touch nothing).
      for orphan in Postmaster.orphans(of: home) { kill(orphan, SIGQUIT) }
      guard try await wait.again() else { throw .startTimedOut(log: home.serverLog) }
    }
  }

  private func configure(_ socket: FilePath) throws(ServerError) {
    let path = home.data.appending(ServerSettings.fileName)
    let text = ServerSettings(
      socketFolder: socket, clusterName: home.tag, major: tool.installation.major
    ).text
    guard SmallFile.read(path) != text else { return }
    try SmallFile.write(text, to: path)
    try tool.account.own(path)
  }

  private func attempt(patience: Duration) async throws(ServerError) -> Attempt {
    let log = try openLog()
    defer { try? log.close() }
    let begin = ServerLog.end(of: log)
    let arguments = ["-D", home.data.string]
    guard let pid = try await tool.launch(tool.installation.programs.appending("postgres"), arguments, log: log) else {
      throw .startFailed("it could not be launched", log: home.serverLog)
    }
    var wait = Wait(limit: patience)
    while Postmaster.isAlive(pid) {
      if let running = Postmaster.running(on: home.data), running.pid == pid, running.isReachable {
        return .running(running)
      }
      guard try await wait.again() else { throw .startTimedOut(log: home.serverLog) }
    }
    let said = SmallFile.read(home.serverLog, from: begin) ?? ""
    if said.contains("shared memory block") { return .blocked }
    if said.contains("No space left on device") { throw .diskFull(home.path) }
    throw .startFailed(ServerLog.cause(in: said), log: home.serverLog)
  }

  /// The log starts anew with a server once it has grown: nobody else rotates it.
  private func openLog() throws(ServerError) -> FileDescriptor {
    do {
      let log = try FileDescriptor.open(
        home.serverLog, .readWrite, options: [.create, .append, .closeOnExec], permissions: .ownerReadWrite)
      if ServerLog.end(of: log) > 8 << 20 { ftruncate(log.rawValue, 0) }
      return log
    } catch Errno.noSpace {
      throw .diskFull(home.path)
    } catch {
      throw .homeUnusable(home.serverLog, error as? Errno ?? .ioError)
    }
  }
}
