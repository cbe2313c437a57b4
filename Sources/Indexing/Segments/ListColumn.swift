/// Any number of values for each document of a segment: the columns `folders` and `labels`.
///
/// Bytes: the values as in a `ValueColumn`; then for each document how many it has, and their places, ascending from 0.
package struct ListColumn: Sendable {
  /// Distinct values that documents have.
  package let values: [String]
  /// Where the indexes of each document begin, by ordinal; one more for the end.
  private let starts: [Int32]
  private let indexes: [UInt32]

  package init(_ bytes: [UInt8], documents: Int) throws(IndexDamage) {
    (values, starts, indexes) = try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      let values = try reader.values()
      guard documents <= bytes.count else { throw .truncated }
      var (starts, indexes): ([Int32], [UInt32]) = ([0], [])
      starts.reserveCapacity(documents + 1)
      for _ in 0..<documents {
        // Every index takes a byte at least, so a length bounds their number.
        for _ in 0..<(try reader.length()) {
          let index = try reader.varint()
          guard index < values.count else { throw .outOfRange }
          indexes.append(UInt32(truncatingIfNeeded: index))
        }
        starts.append(Int32(clamping: indexes.count))
      }
      guard reader.isAtEnd else { throw .inconsistent }
      return (values, starts, indexes)
    }
  }

  /// Indexes into `values`, ascending.
  package func indexes(of ordinal: Int) -> ArraySlice<UInt32> {
    indexes[Int(starts[ordinal])..<Int(starts[ordinal + 1])]
  }

  package func values(of ordinal: Int) -> [String] { indexes(of: ordinal).map { values[Int($0)] } }

  /// Calls `body` for each value of a document, with its index.
  package func forEach(of ordinal: Int, _ body: (Int) -> Void) {
    for index in indexes(of: ordinal) { body(Int(index)) }
  }
}

extension ByteReader {
  /// The dictionary of a column of values.
  mutating func values() throws(IndexDamage) -> [String] {
    var values: [String] = []
    for _ in 0..<(try length()) { values.append(String(decoding: try slice(try varint()), as: UTF8.self)) }
    return values
  }
}
