/// A statement that answers with rows, and how one of them is read.
///
/// The text is the program's own, with `$1`, `$2`, ... where values go; each session prepares it once and keeps it.
package struct Query<Row>: Sendable {
  package let sql: String
  /// Whether the server sends values as they are, and not as text: for `bytea`, which is twice as long as text. Then a
  /// decoder may ask for `bytes`, `text` and integers.
  package let isBinary: Bool
  package let decode: @Sendable (borrowing RowReader) throws(PQError) -> Row

  package init(
    _ sql: String, isBinary: Bool = false,
    decode: @escaping @Sendable (borrowing RowReader) throws(PQError) -> Row
  ) {
    self.sql = sql
    self.isBinary = isBinary
    self.decode = decode
  }
}

/// A statement that answers with the number of rows it touched.
package struct Statement: Sendable {
  package let sql: String

  package init(_ sql: String) { self.sql = sql }
}
