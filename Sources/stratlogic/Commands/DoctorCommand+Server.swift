import Documents
import PQ
import Storage

extension DoctorCommand {
  /// What is found on a server that was named: whether it answers, what its schema is, and whether the role is one for daily
  /// work.
  static func named(_ url: DatabaseURL) async -> [DoctorFinding] {
    let connection = Connection(conninfo: DatabaseAccess(named: url).conninfo)
    let findings = await look(through: connection)
    await connection.close()
    return findings
  }

  private static func look(through connection: Connection) async -> [DoctorFinding] {
    do {
      let server = try await ServerLook.at(connection)
      return [
        .fine("database", "PostgreSQL \(server.version), reached as \(server.role)"), await schema(connection),
        role(server),
      ]
    } catch {
      return [.missing("database", error.message, mend: "psql URL, which says more about why")]
    }
  }

  private static func schema(_ connection: Connection) async -> DoctorFinding {
    do {
      let status = try await Migrator(connection).status()
      guard let last = status.pending.last else { return .fine("schema", "version \(status.version), up to date") }
      return .missing(
        "schema", "version \(status.version), and this program needs \(last.version)",
        mend: "stratlogic db migrate up, as the role that is to own the tables")
    } catch {
      return .missing("schema", error.message, mend: "stratlogic db migrate status")
    }
  }

  private static func role(_ server: ServerLook) -> DoctorFinding {
    let reason =
      server.bypassesRowSecurity
      ? "is a superuser or bypasses row-level security" : server.ownsTables ? "owns the tables" : nil
    guard let reason else { return .fine("role", "row-level security holds \(server.role)") }
    return .doubtful(
      "role", "\(server.role) \(reason), so that row-level security does not keep one user's documents from another's",
      mend: "a role that owns nothing, for everything but migrations")
  }
}
