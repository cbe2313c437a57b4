import Subprocess
import SystemPackage

/// Runs PostgreSQL's programs as the server's user, in the home, with nothing of the caller's environment that would change
/// what they do (`PGDATA`, `PGOPTIONS`, `LC_ALL`, ...).
struct ServerTool: Sendable {
  let installation: PostgresInstallation
  let account: ServerAccount
  let folder: FilePath

  struct Outcome: Sendable {
    let isSuccess: Bool
    /// What the program wrote on standard error.
    let complaint: String
  }

  /// With `TZ` set, initdb does not try every time zone of the system for the one that fits: 0.1 s.
  private static let environment: Environment = .custom(["PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"])

  func run(_ program: String, _ arguments: [String], input: String = "") async throws(ServerError) -> Outcome {
    let command = account.command(installation.programs.appending(program), arguments)
    do {
      let result = try await Subprocess.run(
        command.executable, arguments: command.arguments,
        environment: Self.environment, workingDirectory: folder, platformOptions: account.platformOptions,
        input: .string(input), output: .discarded, error: .string(limit: 1 << 20))
      return Outcome(isSuccess: result.terminationStatus.isSuccess, complaint: result.standardError)
    } catch {
      throw .initialisationFailed("\(installation.programs.appending(program)): \(error)")
    }
  }

  /// Starts a program that outlives us, and answers with its process number.
  ///
  /// The shell only puts it into the background and ends: the program becomes init's child, so that nobody here has to wait
  /// for it. Arguments reach it as they are; the shell does not read them.
  func launch(_ program: FilePath, _ arguments: [String], log: FileDescriptor) async throws(ServerError) -> Int32? {
    let line = #"umask 077; "$@" </dev/null 2>&1 & echo $! >&2"#
    let command = account.command("/bin/sh", ["-c", line, "sh", program.string] + arguments)
    do {
      let result = try await Subprocess.run(
        command.executable, arguments: command.arguments,
        environment: Self.environment, workingDirectory: folder, platformOptions: account.platformOptions,
        output: .fileDescriptor(log, closeAfterSpawningProcess: false), error: .string(limit: 4096))
      return Int32(result.standardError.prefix { $0.isNumber })
    } catch {
      throw .initialisationFailed("\(program): \(error)")
    }
  }
}
