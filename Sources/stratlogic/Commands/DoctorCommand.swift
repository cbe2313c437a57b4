import ArgumentParser
import Glibc
import Storage
import SystemPackage

/// `stratlogic doctor`: what this machine lacks, and the command that mends it.
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Say what is missing on this machine, and the command that mends it.",
    discussion: "Starts nothing and changes nothing. Exit status 78 when something that is needed is missing.")

  @Flag(help: "Print one JSON object.") var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let findings = await database() + [home()] + objects() + Self.files() + Self.kernel()
    if json {
      Record([
        ("ok", .bool(findings.allSatisfy { !$0.isFatal })), ("checks", .list(findings.map(\.record))),
      ]).print(asJSON: true)
    } else {
      for finding in findings { print(finding.text) }
    }
    if findings.contains(where: \.isFatal) { throw ArgumentParser.ExitCode(ExitCode.configuration) }
  }

  /// The server that would be used: asked, if it is a named one, and only looked for if it is ours to start.
  private func database() async -> [DoctorFinding] {
    do {
      switch try global.location() {
      case .named(let url, _): return await Self.named(url)
      case .embedded(let home): return [await Self.embedded(home)]
      }
    } catch {
      return [.missing("database", Self.sentence(error), mend: "stratlogic doctor --home DIR")]
    }
  }

  private static func embedded(_ home: Home) async -> DoctorFinding {
    do {
      let installations = await PostgresInstallation.all()
      let cluster = try EmbeddedServer(home: home).status().version
      let chosen = try PostgresInstallation.choose(from: installations, cluster: cluster, data: home.data)
      return .fine("database", "PostgreSQL \(chosen.major) in \(chosen.programs)")
    } catch {
      return .missing("database", error.message, mend: "apt-get install postgresql-15")
    }
  }

  private func home() -> DoctorFinding {
    do {
      let home = try global.location().home
      let free = try Self.freeBytes(near: home.path)
      let what = "\(home.path), \(free >> 20) MB free"
      guard free > 1 << 30 else {
        return .doubtful("home", what, mend: "free some space, or choose another with --home")
      }
      return .fine("home", what)
    } catch {
      return .missing("home", Self.sentence(error), mend: "stratlogic doctor --home DIR")
    }
  }

  private static func sentence(_ error: any Error) -> String { (error as? ServerError)?.message ?? "\(error)" }

  /// What is free for us where `path` is, or will be once it is made; throws where that cannot be written.
  private static func freeBytes(near path: FilePath) throws(ServerError) -> UInt64 {
    var existing = path
    while access(existing.string, F_OK) != 0, existing.removeLastComponent() {}
    guard access(existing.string, W_OK | X_OK) == 0 else {
      throw .homeUnusable(path, Errno(rawValue: errno))
    }
    var status = statvfs()
    guard statvfs(existing.string, &status) == 0 else { throw .homeUnusable(path, Errno(rawValue: errno)) }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }
}
