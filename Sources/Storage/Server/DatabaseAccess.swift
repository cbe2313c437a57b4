/// How to connect to the database, once it is known to be there.
package struct DatabaseAccess: Sendable, Hashable {
  /// For everything but migrations: a role that is not a superuser and owns nothing.
  package let conninfo: String
  /// For migrations: the owner of the tables. The same as `conninfo` on a named server.
  package let ownerConninfo: String
  /// Whether the server is ours, so that whoever opens it also migrates it.
  package let isEmbedded: Bool

  /// The embedded server behind a socket folder, whose path needs no escaping (see `SocketFolder`).
  init(socketFolder: String) {
    conninfo = Self.embedded(role: "stratlogic", socketFolder: socketFolder)
    ownerConninfo = Self.embedded(role: "stratlogic_owner", socketFolder: socketFolder)
    isEmbedded = true
  }

  /// A server that the user named by URL. `postgresql://` alone leaves everything to libpq's own variables and defaults.
  package init(named url: DatabaseURL) {
    conninfo = url.withSessionSettings
    ownerConninfo = conninfo
    isEmbedded = false
  }

  private static func embedded(role: String, socketFolder: String) -> String {
    "postgresql:///stratlogic?host=\(socketFolder)&user=\(role)"
      + "&application_name=stratlogic&options=\(DatabaseURL.sessionSettings)"
  }
}
