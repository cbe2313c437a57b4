/// One value for each document of a segment, or none: the columns `types`, `mediaTypes` and `languages`.
///
/// Bytes: the number of distinct values, each with its length, in the order of their bytes; then for each document 0 for
/// none, or 1 + the place of its value.
package struct ValueColumn: Sendable {
  /// Distinct values that documents have.
  package let values: [String]
  /// By ordinal: 0 for none, else 1 + an index into `values`.
  package let indexes: [UInt32]

  package init(_ bytes: [UInt8], documents: Int) throws(IndexDamage) {
    (values, indexes) = try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      let values = try reader.values()
      guard documents <= bytes.count else { throw .truncated }
      var indexes: [UInt32] = []
      indexes.reserveCapacity(documents)
      for _ in 0..<documents {
        let index = try reader.varint()
        guard index <= values.count else { throw .outOfRange }
        indexes.append(UInt32(truncatingIfNeeded: index))
      }
      guard reader.isAtEnd else { throw .inconsistent }
      return (values, indexes)
    }
  }

  package func value(of ordinal: Int) -> String? {
    let index = Int(indexes[ordinal])
    return index == 0 ? nil : values[index - 1]
  }
}
