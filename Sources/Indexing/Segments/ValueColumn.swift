/// One value for each document of a segment, or none: the columns `types`, `mediaTypes` and `languages`.
///
/// Bytes: the number of distinct values, each with its length, in the order of their bytes; then for each document 0 for
/// none, or 1 + the place of its value, as `PackedIntegers`.
package struct ValueColumn: Sendable {
  /// Distinct values that documents have.
  package let values: [String]
  private let indexes: PackedIntegers

  package init(_ bytes: [UInt8], documents: Int) throws(IndexDamage) {
    let (values, start) = try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      let values = try reader.values()
      return (values, reader.position)
    }
    self.values = values
    indexes = try PackedIntegers(bytes, from: start, count: documents)
  }

  /// 0 for none, else 1 + an index into `values`. Damage that makes it none of these is taken for none.
  package func index(of ordinal: Int) -> Int {
    let index = indexes[ordinal]
    return index >= 0 && index <= values.count ? index : 0
  }

  package func value(of ordinal: Int) -> String? {
    let index = index(of: ordinal)
    return index == 0 ? nil : values[index - 1]
  }
}
