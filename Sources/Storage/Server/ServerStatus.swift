import SystemPackage

/// What there is of a home's server, told without starting anything.
package struct ServerStatus: Sendable, Hashable {
  package let home: String
  package let isRunning: Bool
  /// The server's process; nil while it does not run.
  package let pid: Int32?
  /// The major version of the cluster; nil where there is none yet.
  package let version: Int?
  package let dataFolder: String
  package let socketFolder: String?
  /// Open connections.
  package let connections: Int
  /// For the program's own role; nil while the server does not run.
  package let url: String?
}

extension EmbeddedServer {
  /// Throws where the home holds something that is not a cluster, or may not be read.
  package func status() throws(ServerError) -> ServerStatus {
    let account = try? ServerAccount.current()
    let version: Int? = if let account { try Cluster(home: home, account: account).version() } else { nil }
    let running = Postmaster.running(on: home.data)
    return ServerStatus(
      home: home.path.string, isRunning: running != nil, pid: running?.pid, version: version,
      dataFolder: home.data.string, socketFolder: running?.socketFolder,
      connections: running?.connections ?? 0,
      url: running.map { DatabaseAccess(socketFolder: $0.socketFolder).conninfo })
  }

  /// Bytes that the cluster takes on the disk. Looks at each of its thousand files, so it is not part of `status`.
  package func dataBytes() -> Int64 { FileTree.size(of: home.data) }
}
