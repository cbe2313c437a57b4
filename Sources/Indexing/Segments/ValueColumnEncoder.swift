/// Collects a column of values and encodes it (see `ValueColumn` and `ListColumn`). The values stand in the order of their
/// bytes, so that equal columns are equal bytes, however they came about.
struct ValueColumnEncoder {
  private let isList: Bool
  private var values: [[UInt8]] = []
  private var places: [[UInt8]: Int32] = [:]
  /// Of all documents, one after the other.
  private var indexes: [Int32] = []
  private var counts: [Int32] = []

  init(isList: Bool) { self.isList = isList }

  /// The place of a value among those collected, for `append`.
  mutating func place(of value: String) -> Int32 {
    let bytes = Array(value.utf8)
    if let place = places[bytes] { return place }
    let place = Int32(values.count)
    values.append(bytes)
    places[bytes] = place
    return place
  }

  /// Adds a document. Values that it names twice count once.
  mutating func append(_ document: some Sequence<Int32>) {
    let distinct = Set(document)
    precondition(isList || distinct.count < 2, "one value for a document")
    indexes.append(contentsOf: distinct)
    counts.append(Int32(distinct.count))
  }

  func encoded() -> [UInt8] {
    let order = values.indices.sorted { values[$0].lexicographicallyPrecedes(values[$1]) }
    var ranks = Array(repeating: 0, count: order.count)
    for (rank, place) in order.enumerated() { ranks[place] = rank }
    var bytes: [UInt8] = []
    bytes.append(varint: order.count)
    for place in order {
      bytes.append(varint: values[place].count)
      bytes.append(contentsOf: values[place])
    }
    let documents = ranked(ranks)
    if isList { append(lists: documents, to: &bytes) } else { append(single: documents, to: &bytes) }
    return bytes
  }

  /// The ranks of each document's values, ascending.
  private func ranked(_ ranks: [Int]) -> [[Int]] {
    var start = 0
    return counts.map { count in
      defer { start += Int(count) }
      return indexes[start..<(start + Int(count))].map { ranks[Int($0)] }.sorted()
    }
  }

  private func append(single documents: [[Int]], to bytes: inout [UInt8]) {
    PackedIntegers.encode(documents.map { $0.first.map { $0 + 1 } ?? 0 }, to: &bytes)
  }

  /// Lists are numbered in the order in which documents first have them, so that neighbours take few bits.
  private func append(lists documents: [[Int]], to bytes: inout [UInt8]) {
    var numbers: [[Int]: Int] = [:]
    var distinct: [[Int]] = []
    let places = documents.map { list in
      if let number = numbers[list] { return number }
      numbers[list] = distinct.count
      distinct.append(list)
      return distinct.count - 1
    }
    bytes.append(varint: distinct.count)
    for list in distinct {
      bytes.append(varint: list.count)
      for rank in list { bytes.append(varint: rank) }
    }
    PackedIntegers.encode(places, to: &bytes)
  }
}
