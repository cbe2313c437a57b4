import DatabaseTesting
import PQ
package import SystemPackage

/// One person's StratLogic in a test: a folder of documents, a home, and the database of the test that is running.
package struct Desk: Sendable {
  package let folder: TestFolder
  package var program: Program

  /// Works on `TestDatabase.current`, so in suites with `.database` only.
  package init() throws {
    let folder = try TestFolder()
    try folder.makeFolder("documents")
    self.folder = folder
    program = Program(
      home: folder.path.appending("home"), database: TestDatabase.current.url)
  }

  /// Where its documents are.
  package var documents: FilePath { folder.path.appending("documents") }

  package var blobs: FilePath { folder.path.appending("home/blobs/artifacts") }

  @discardableResult
  package func write(_ text: String, to name: FilePath) throws -> FilePath {
    try folder.write(text, to: FilePath("documents").pushing(name))
  }

  /// Ingests the documents; `arguments` come on top. The ledger is the outcome's JSON.
  package func ingest(_ arguments: String...) async throws -> Outcome {
    try await program.run((["ingest", documents.string, "--json", "--quiet"] + arguments).map { Array($0.utf8) })
  }

  package func search(_ query: String, _ arguments: String...) async throws -> JSON {
    try await program.run((["search", query, "--json"] + arguments).map { Array($0.utf8) }).json
  }

  /// What `find` counts in the documents: regular files; hidden ones and links are left out.
  package func find() throws -> Int {
    try shell("find '\(documents)' -mindepth 1 -name '.*' -prune -o -type f -printf x").count
  }

  /// Files in the blob store.
  package func blobCount() throws -> Int { try shell("find '\(blobs)' -type f -printf x").count }

  /// The first column of the first row that `sql` answers with, asked as the owner of the tables, who sees every row.
  package func ask(_ sql: String) async throws -> String? {
    let connection = Connection(conninfo: TestDatabase.current.ownerConninfo)
    let answer = try await connection.first(
      Query(sql) { (row: borrowing RowReader) throws(PQError) in try row.optionalText(0) })
    await connection.close()
    return answer ?? nil
  }

  /// Runs a command as the owner of the tables.
  package func execute(_ sql: String) async throws {
    let connection = Connection(conninfo: TestDatabase.current.ownerConninfo)
    _ = try await connection.execute(Statement(sql))
    await connection.close()
  }

  /// Returns when `sql` answers `t`; throws after a time no test should take.
  package func wait(for sql: String) async throws {
    let connection = Connection(conninfo: TestDatabase.current.ownerConninfo)
    let query = Query(sql) { (row: borrowing RowReader) throws(PQError) in try row.bool(0) }
    let deadline = ContinuousClock.now + .seconds(50)
    while try await connection.first(query) != true {
      guard ContinuousClock.now < deadline else { throw NotInTime(condition: sql) }
      try await Task.sleep(for: .milliseconds(5))
    }
    await connection.close()
  }
}

/// What a test waited for did not happen.
package struct NotInTime: Error {
  let condition: String

  package init(condition: String) { self.condition = condition }
}
