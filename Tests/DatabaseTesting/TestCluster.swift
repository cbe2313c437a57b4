import Glibc

/// A private PostgreSQL for this test process: made when first asked for, and gone when the process is, however it ends.
///
/// A guard process holds the reading end of a pipe whose writing end only this process has. When that closes, be it by
/// exit or by SIGKILL, the guard stops the server and removes its folder.
package enum TestCluster {
  package struct Unavailable: Error, CustomStringConvertible {
    package let description: String
  }

  /// The folder of the cluster, which is also where its socket is.
  private static let started = Result<String, Unavailable> { () throws(Unavailable) in try start() }

  /// A connection string for `database`, as `user`: `postgres` (superuser), `stratlogic_owner` or `stratlogic`.
  package static func conninfo(database: String, user: String) throws(Unavailable) -> String {
    "host=\(try started.get()) user=\(user) dbname=\(database)"
      + " options='-c search_path=stratlogic -c timezone=UTC -c client_min_messages=warning'"
  }

  private static func start() throws(Unavailable) -> String {
    var template = Array("/tmp/stratlogic-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unavailable(description: "no temporary folder: errno \(errno)") }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard popen(asPostgres(folder, guardScript(folder)), "we") != nil else {
      throw Unavailable(description: "no guard process: errno \(errno)")
    }
    let status = system(asPostgres(folder, startScript(folder)))
    guard status == 0 else { throw Unavailable(description: "PostgreSQL did not start: status \(status)") }
    return folder
  }

  /// The server refuses to run as root, so root hands the folder and the work to `postgres`.
  private static func asPostgres(_ folder: String, _ script: String) -> String {
    guard getuid() == 0 else { return script }
    return "chown postgres \(folder) && exec setpriv --reuid=postgres --regid=postgres --init-groups sh -c '\(script)'"
  }

  private static let programs =
    "PATH=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1):$PATH; export PATH; cd /;"

  private static func guardScript(_ folder: String) -> String {
    """
    \(programs) trap "" INT; cat > /dev/null
    pg_ctl -D \(folder)/data -m immediate stop > /dev/null 2>&1; rm -rf \(folder)
    """
  }

  private static func startScript(_ folder: String) -> String {
    """
    \(programs) set -e
    initdb -D \(folder)/data -U postgres -E UTF8 --locale=C.UTF-8 -A trust --no-sync > \(folder)/initdb.log 2>&1
    pg_ctl -D \(folder)/data -l \(folder)/server.log -w -o "-c listen_addresses= -c unix_socket_directories=\(folder) \
    -c fsync=off -c autovacuum=off -c max_connections=100 -c shared_buffers=64MB -c jit=off" start > /dev/null
    psql -q -h \(folder) -U postgres -d postgres -c "CREATE ROLE stratlogic_owner LOGIN" -c "CREATE ROLE stratlogic LOGIN"
    """
  }
}
