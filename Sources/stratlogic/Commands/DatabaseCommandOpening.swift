import Glibc
import Storage
import SystemPackage

extension EmbeddedServer {
  /// The server of a home, watched by this very program under `db mind`.
  init(home: Home) throws(ServerError) {
    // A program that cannot name itself (no /proc) has no minder; its server stays up.
    let minder = programPath().map { [$0, "db", "mind", "--home", home.path.string] } ?? []
    self.init(home: home, minder: try IdleMinder.limit() == nil ? [] : minder)
  }

  /// Throws `.notEmbedded` where the options or the environment name another server, which is not ours to start or stop.
  init(options: GlobalOptions) throws {
    switch try options.location() {
    case .embedded(let home): try self.init(home: home)
    case .named: throw ServerError.notEmbedded
    }
  }
}

extension DatabaseAccess {
  /// How to connect to the database at `location`; the embedded one is made and started.
  static func open(_ location: DatabaseLocation) async throws(ServerError) -> DatabaseAccess {
    switch location {
    case .embedded(let home): try await EmbeddedServer(home: home).ensureRunning()
    case .named(let url, _): DatabaseAccess(named: url)
    }
  }
}

/// The path of this program; nil where /proc does not say.
private func programPath() -> String? {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX) + 1) { buffer in
    guard let start = buffer.baseAddress else { return nil }
    let count = readlink("/proc/self/exe", start, Int(PATH_MAX))
    guard count > 0 else { return nil }
    start[count] = 0
    return String(cString: start)
  }
}
