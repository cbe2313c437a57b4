import CPostgres

/// One answer of the server, with all its rows; owns the `PGresult`.
struct ResultSet: ~Copyable {
  let handle: OpaquePointer

  /// Takes ownership of `handle`.
  init(taking handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  var status: ExecStatusType { PQresultStatus(handle) }

  /// Rows that a command touched; 0 for commands that count none.
  var affectedRows: Int { Int(String(cString: PQcmdTuples(handle))) ?? 0 }

  /// Every row, read by `query`'s decoder.
  func rows<Row>(of query: Query<Row>) throws(PQError) -> [Row] {
    let count = PQntuples(handle)
    var rows: [Row] = []
    rows.reserveCapacity(Int(count))
    for index in 0..<count {
      rows.append(try query.decode(RowReader(result: handle, row: index)))
    }
    return rows
  }
}
