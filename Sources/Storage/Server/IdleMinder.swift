import CLinux
import Glibc
import Subprocess
import SystemPackage

/// Ends the server of a home when nobody has used it for a while.
///
/// A process of its own, started with the server in a session of its own; a lock makes it the only one. It sleeps until the
/// server ends or a minute is over, looks whether somebody is connected, and never connects itself. It ends with the server,
/// and with its home: a home made anew in the same place has a minder of its own.
package struct IdleMinder: Sendable {
  private let home: Home
  private let limit: Duration
  private let interval: Duration

  /// - Parameters:
  ///   - home: Whose server.
  ///   - limit: How long the server stays up without a connection and without anybody asking for it.
  ///   - interval: How often to look.
  package init(home: Home, limit: Duration, interval: Duration = .seconds(60)) {
    self.home = home
    self.limit = limit
    self.interval = min(interval, limit)
  }

  /// `STRATLOGIC_IDLE_MINUTES`, 10 where it is unset; nil (0 or less) for a server that stays up. Throws for what is no
  /// number of minutes.
  package static func limit(environment: EnvironmentLookup = processEnvironment) throws(ServerError) -> Duration? {
    guard let text = environment("STRATLOGIC_IDLE_MINUTES") else { return .seconds(600) }
    guard let minutes = Double(text), minutes <= longestLimit else { throw .malformedIdleTime(text) }
    return minutes > 0 ? .seconds(minutes * 60) : nil
  }

  /// A hundred years, in minutes: whoever wants more wants 0.
  private static let longestLimit = 52_560_000.0

  /// Returns when the server has ended, by this minder or otherwise, or at once where another minder is at work.
  package func run() async throws(ServerError) {
    let home = try home.create()
    guard let only = try FolderLock.attempt(home.minderLock) else { return }
    var lastConnection = ContinuousClock.now
    while let postmaster = Postmaster.running(on: home.data) {
      await Self.sleep(until: postmaster.pid, endsOr: interval)
      guard !Task.isCancelled else { throw .interrupted }
      guard only.isStill(at: home.minderLock) else { return }
      if postmaster.connections > 0 { lastConnection = .now }
      let idle = min(ContinuousClock.now - lastConnection, LastUse.age(home))
      if idle >= limit { try await end(postmaster, of: home) }
    }
    _ = consume only
  }

  /// Ends the server unless somebody came after all. Who asks for it while it goes waits for the lock, and starts it again.
  private func end(_ postmaster: Postmaster, of home: Home) async throws(ServerError) {
    guard let lock = try FolderLock.attempt(home.serverLock) else { return }
    if postmaster.connections == 0, LastUse.age(home) >= limit {
      _ = try await EmbeddedServer.end(postmaster, on: home)
    }
    _ = consume lock
  }

  /// Starts the minder's program in the background. It gets no terminal, no input, and no descriptor of ours.
  static func launch(_ command: [String], in home: Home) async throws(ServerError) {
    var options = PlatformOptions()
    options.createSession = true
    do {
      _ = try await Subprocess.run(
        .path("/bin/sh"), arguments: Arguments(["-c", #""$@" </dev/null >/dev/null 2>&1 &"#, "sh"] + command),
        workingDirectory: home.path, platformOptions: options, output: .discarded, error: .discarded)
    } catch {
      throw .initialisationFailed("the idle minder \(command.first ?? ""): \(error)")
    }
  }

  /// Sleeps for `interval`, or until the process ends if that is sooner. Blocks its thread: the minder has nothing else to do.
  private static func sleep(until pid: pid_t, endsOr interval: Duration) async {
    let descriptor = stratlogic_pidfd_open(pid)
    guard descriptor >= 0 else {
      try? await Task.sleep(for: min(interval, .seconds(1)))
      return
    }
    defer { close(descriptor) }
    let parts = interval.components
    let milliseconds = parts.seconds * 1000 + parts.attoseconds / 1_000_000_000_000_000
    var event = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    poll(&event, 1, Int32(clamping: milliseconds))
  }
}
