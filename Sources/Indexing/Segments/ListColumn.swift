/// Any number of values for each document of a segment: the columns `folders` and `labels`.
///
/// Documents of a folder have the same values, so each distinct list is there once. Bytes: the values as in a `ValueColumn`; the number of
/// lists, and of each how many values it has and their places, ascending from 0; then the place of each document's list as `PackedIntegers`.
package struct ListColumn: Sendable {
  /// Distinct values that documents have.
  package let values: [String]
  /// Where the indexes of each list begin; one more for the end.
  private let starts: [Int32]
  private let indexes: [UInt32]
  private let lists: PackedIntegers

  package init(_ bytes: [UInt8], documents: Int) throws(IndexDamage) {
    var (starts, indexes): ([Int32], [UInt32]) = ([0], [])
    let (values, start) = try bytes.withUnsafeBufferPointer { bytes throws(IndexDamage) in
      var reader = ByteReader(bytes)
      let values = try reader.values()
      // Every list, and every index, takes a byte at least, so a length bounds their number.
      for _ in 0..<(try reader.length()) {
        for _ in 0..<(try reader.length()) {
          let index = try reader.varint()
          guard index < values.count else { throw .outOfRange }
          indexes.append(UInt32(truncatingIfNeeded: index))
        }
        starts.append(Int32(clamping: indexes.count))
      }
      return (values, reader.position)
    }
    self.values = values
    self.starts = starts
    self.indexes = indexes
    lists = try PackedIntegers(bytes, from: start, count: documents)
  }

  /// Distinct lists of values that documents have.
  package var listCount: Int { starts.count - 1 }

  /// Which list a document has. Damage that makes it none is taken for the first.
  package func list(of ordinal: Int) -> Int {
    let list = lists[ordinal]
    return list >= 0 && list < listCount ? list : 0
  }

  /// Indexes into `values` of a list, ascending.
  package func indexes(ofList list: Int) -> ArraySlice<UInt32> {
    list < listCount ? indexes[Int(starts[list])..<Int(starts[list + 1])] : []
  }

  /// Indexes into `values` of a document, ascending.
  package func indexes(of ordinal: Int) -> ArraySlice<UInt32> { indexes(ofList: list(of: ordinal)) }

  package func values(of ordinal: Int) -> [String] { indexes(of: ordinal).map { values[Int($0)] } }
}

extension ByteReader {
  /// The dictionary of a column of values.
  mutating func values() throws(IndexDamage) -> [String] {
    var values: [String] = []
    for _ in 0..<(try length()) { values.append(String(decoding: try slice(try varint()), as: UTF8.self)) }
    return values
  }
}
