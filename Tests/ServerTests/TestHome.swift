import Glibc
import PQ
import Storage
import Subprocess
import SystemPackage
import Testing

/// A home in a folder of its own that the server's user can reach; its server is stopped and the folder removed at the end.
func withHome(_ name: String = "home", _ body: (Home) async throws -> Void) async throws {
  let folder = FilePath("/tmp/stratlogic-server-\(UInt32.random(in: 0...UInt32.max))")
  try #require(mkdir(folder.string, 0o755) == 0)
  let home = Home(folder.appending(name))
  let outcome: Result<Void, any Error>
  do { outcome = .success(try await body(home)) } catch { outcome = .failure(error) }
  _ = try? await EmbeddedServer(home: home).stop()
  _ = try await run(.path("/bin/rm"), arguments: ["-rf", folder.string], output: .discarded)
  try outcome.get()
}

/// The first column of the first row that `sql` answers with.
func ask(_ access: DatabaseAccess, _ sql: String, asOwner: Bool = false) async throws -> String? {
  let connection = Connection(conninfo: asOwner ? access.ownerConninfo : access.conninfo)
  let query = Query(sql) { (row: borrowing RowReader) throws(PQError) in try row.text(0) }
  let answer = try await connection.first(query)
  await connection.close()
  return answer
}

/// Returns when the process is gone, or after a time no test should take.
func waitForEnd(of pid: Int32) async throws {
  try await until { !isAlive(pid) }
}

func until(_ condition: () throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(50)
  while try !condition() {
    try #require(ContinuousClock.now < deadline, "it did not happen in time")
    try await Task.sleep(for: .milliseconds(2))
  }
}

/// A process that ended and was not waited for by its parent is not alive.
func isAlive(_ pid: Int32) -> Bool {
  guard kill(pid, 0) == 0, let file = try? FileDescriptor.open(FilePath("/proc/\(pid)/stat"), .readOnly) else {
    return false
  }
  defer { try? file.close() }
  var bytes = [UInt8](repeating: 0, count: 256)
  let count = (try? bytes.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
  return !String(decoding: bytes.prefix(count), as: UTF8.self).contains(") Z ")
}

func owner(of path: FilePath) throws -> uid_t {
  var status = stat()
  try #require(lstat(path.string, &status) == 0)
  return status.st_uid
}
