import Glibc
import Subprocess
package import SystemPackage

/// PostgreSQL's own programs, where this machine keeps them.
package struct PostgresInstallation: Sendable, Hashable {
  /// The oldest major version with all that the schema and the server's settings use.
  static let oldest = 14

  /// The folder of `postgres` and `initdb`.
  package let programs: FilePath
  package let major: Int

  /// Folders in which distributions keep one version each, followed by the folder of the programs.
  private static let roots: [(folder: FilePath, prefix: String)] = [
    ("/usr/lib/postgresql", ""),  // Debian, Ubuntu
    ("/usr", "pgsql-"),  // PostgreSQL's own packages for Red Hat's systems
    ("/usr/local", "pgsql"),  // built from source
    ("/opt/homebrew/opt", "postgresql@"),
  ]

  /// Every installation found, the newest first.
  package static func all(searchPath: String? = processEnvironment("PATH")) async -> [PostgresInstallation] {
    var found: [PostgresInstallation] = []
    for root in roots {
      for name in FileTree.names(in: root.folder).map(\.string) where name.hasPrefix(root.prefix) {
        let programs = root.folder.appending(name).appending("bin")
        guard hasServer(programs) else { continue }
        // Debian's folder is the version; asking the program costs a process.
        let known = Int(name.dropFirst(root.prefix.count))
        let major = if let known { known } else { await version(of: programs) }
        if let major { found.append(.init(programs: programs, major: major)) }
      }
    }
    if found.isEmpty {
      for folder in (searchPath ?? "").split(separator: ":").map({ FilePath(String($0)) }) where hasServer(folder) {
        if let major = await version(of: folder) { found.append(.init(programs: folder, major: major)) }
      }
    }
    return found.sorted { $0.major > $1.major }
  }

  /// The installation for a cluster of version `cluster`, or the newest for a cluster that is to be made.
  package static func choose(from all: [Self], cluster: Int?, data: FilePath) throws(ServerError) -> Self {
    guard let newest = all.first else { throw .notInstalled }
    guard newest.major >= oldest else { throw .tooOld(found: newest.major, needed: oldest) }
    guard let cluster else { return newest }
    guard let same = all.first(where: { $0.major == cluster }) else {
      throw .otherVersion(cluster: cluster, installed: newest.major, data: data)
    }
    return same
  }

  private static func hasServer(_ folder: FilePath) -> Bool {
    access(folder.appending("postgres").string, X_OK) == 0 && access(folder.appending("initdb").string, X_OK) == 0
  }

  /// From `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`.
  private static func version(of programs: FilePath) async -> Int? {
    let answer = try? await run(
      .path(programs.appending("postgres")), arguments: ["--version"], output: .string(limit: 1024))
    let words = answer?.standardOutput.split(separator: " ") ?? []
    return words.count > 2 ? Int(words[2].prefix { $0.isNumber }) : nil
  }
}
