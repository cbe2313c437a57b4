import CLinux
import Glibc
import SystemPackage

/// The data folder of the embedded server: made once, whole or not at all, and never made again over anything that is there.
struct Cluster: Sendable {
  let home: Home
  let account: ServerAccount

  /// Where a cluster is made before it is renamed into place. Swept away by the next start when it was left behind.
  private static let unfinishedPrefix = "postgres.new-"

  /// The major version of the cluster that is there; nil when the folder is missing or empty.
  func version() throws(ServerError) -> Int? {
    if let text = SmallFile.read(home.data.appending("PG_VERSION"), limit: 16) {
      guard let major = Int(text.prefix { $0.isNumber }) else { throw .notACluster(home.data) }
      return major
    }
    guard access(home.data.string, F_OK) == 0 else { return nil }
    guard access(home.data.string, R_OK | X_OK) == 0 else { throw .homeUnusable(home.data, .current) }
    guard FileTree.names(in: home.data).isEmpty else { throw .notACluster(home.data) }
    return nil
  }

  /// Makes the cluster, with its roles and its database, beside its place, and renames it there once it is on the disk: a
  /// kill at any moment leaves either no cluster or a whole one.
  ///
  /// The caller holds the home's lock.
  func make(with installation: PostgresInstallation) async throws(ServerError) {
    try await sweep()
    let name = "\(Self.unfinishedPrefix)\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
    let folder = home.path.appending(name)
    try Home.makeFolder(folder, mode: 0o700)
    try account.own(folder)
    let tool = ServerTool(installation: installation, account: account, folder: home.path)
    do throws(ServerError) {
      try await fill(name, with: tool)
      try SmallFile.write(ServerSettings.includes, to: folder.appending("postgresql.conf"), appending: true)
      try settle(folder)
    } catch {
      FileTree.remove(folder)
      throw error
    }
  }

  /// Names are relative to the home, which is where the programs run: no path of the user's has to survive their quoting.
  private func fill(_ name: String, with tool: ServerTool) async throws(ServerError) {
    let made = try await tool.run(
      "initdb",
      [
        "-D", name, "--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8",
        // Synced once, below, when all is there.
        "--no-sync", "--no-instructions",
      ])
    guard made.isSuccess else { throw failure(made.complaint) }
    // Single-user mode: no server has to be started and stopped for six statements.
    let statements = String(decoding: PackageResources.server_bootstrap_sql, as: UTF8.self)
    let filled = try await tool.run(
      "postgres", ["--single", "-F", "-D", name, "-c", "exit_on_error=on", "template1"], input: statements)
    guard filled.isSuccess else { throw failure(filled.complaint) }
  }

  /// Syncs and renames. One syncfs instead of a thousand fsyncs, which take as long as initdb itself.
  private func settle(_ folder: FilePath) throws(ServerError) {
    do {
      let parent = try FileDescriptor.open(home.path, .readOnly, options: [.directory, .closeOnExec])
      defer { try? parent.close() }
      guard stratlogic_syncfs(parent.rawValue) == 0 else { throw Errno.current }
      // An empty folder in its place is replaced; anything else makes this fail.
      guard rename(folder.string, home.data.string) == 0 else { throw Errno.current }
      guard fsync(parent.rawValue) == 0 else { throw Errno.current }
    } catch Errno.noSpace {
      throw .diskFull(home.path)
    } catch {
      throw .homeUnusable(home.data, error as? Errno ?? .ioError)
    }
  }

  /// Removes what a killed run left. Its initdb may have outlived it: that one is ended first, and what it had started to
  /// write is removed until nothing more comes, since a removed folder would be made anew.
  private func sweep() async throws(ServerError) {
    for name in FileTree.names(in: home.path) where name.string.hasPrefix(Self.unfinishedPrefix) {
      let folder = home.path.appending(name)
      var wait = Wait(limit: .seconds(10))
      while isLeft(folder, name.string), try await wait.again() {}
    }
  }

  /// Ends who still works at an unfinished cluster, and removes it; whether that must be done once more.
  private func isLeft(_ folder: FilePath, _ name: String) -> Bool {
    let workers = Postmaster.processes(naming: name)
    for worker in workers { kill(worker, SIGKILL) }
    FileTree.remove(folder)
    return !workers.isEmpty || access(folder.string, F_OK) == 0
  }

  private func failure(_ complaint: String) -> ServerError {
    if complaint.contains("No space left on device") { return .diskFull(home.path) }
    return .initialisationFailed(ServerLog.cause(in: complaint))
  }
}
