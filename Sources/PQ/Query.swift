/// A statement that answers with rows, and how one of them is read.
///
/// The text is the program's own, with `$1`, `$2`, ... where values go; each session prepares it once and keeps it.
package struct Query<Row>: Sendable {
  package let sql: String
  package let decode: @Sendable (borrowing RowReader) throws(PQError) -> Row

  package init(_ sql: String, decode: @escaping @Sendable (borrowing RowReader) throws(PQError) -> Row) {
    self.sql = sql
    self.decode = decode
  }
}

/// A statement that answers with the number of rows it touched.
package struct Statement: Sendable {
  package let sql: String

  package init(_ sql: String) { self.sql = sql }
}
