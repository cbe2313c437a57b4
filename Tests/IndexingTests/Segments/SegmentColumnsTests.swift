import Indexing
import Testing

struct SegmentColumnsTests {
  @Test func `columns hold what is known of each document`() throws {
    var random = SampleRandomness(seed: 51)
    let documents = SampleDocument.random(250, from: &random)

    let columns = BuiltSegment(documents).summary.columns

    let bytes = { (column: SegmentColumn) in try #require(columns[column]) }
    let types = try ValueColumn(bytes(.types), documents: 250)
    let languages = try ValueColumn(bytes(.languages), documents: 250)
    let folders = try ListColumn(bytes(.folders), documents: 250)
    let labels = try ListColumn(bytes(.labels), documents: 250)
    let modified = try PackedIntegers(bytes(.modified), count: 250)
    for (ordinal, document) in documents.enumerated() {
      #expect(types.value(of: ordinal) == document.attributes.type)
      #expect(languages.value(of: ordinal) == document.attributes.language)
      #expect(folders.values(of: ordinal) == Set(document.attributes.folders).sorted())
      #expect(labels.values(of: ordinal) == document.attributes.labels.sorted())
      #expect(Int64(modified[ordinal]) == document.attributes.modified)
    }
    #expect(types.values == ["document", "email", "text"])
  }

  @Test func `documents are found by their identifiers, with the lengths of their zones`() throws {
    var random = SampleRandomness(seed: 52)
    let documents = SampleDocument.random(250, from: &random)

    let summary = BuiltSegment(documents).summary

    let decoded = try SegmentDocuments(
      identifiers: summary.columns[.identifiers] ?? [], lengths: summary.columns[.lengths] ?? [])
    let lengths = try ZoneLengths(summary.columns[.zones] ?? [], documents: 250)
    #expect(decoded.identifiers.all == documents.map(\.attributes.identifier))
    #expect(summary.firstDocument == decoded.identifiers[0])
    #expect(summary.lastDocument == decoded.identifiers[249])
    for (ordinal, document) in documents.enumerated() {
      #expect(decoded.identifiers.ordinal(of: document.attributes.identifier) == ordinal)
      for zone in Zone.allCases.dropLast() {
        let words = document.texts.filter { $0.zone == zone }.reduce(0) { $0 + $1.words.count }
        #expect(Int(lengths.length(of: zone, in: ordinal)) == words)
        if zone == .body { #expect(decoded.lengthClasses[ordinal] == LengthClass.encode(words)) }
      }
    }
    #expect(decoded.identifiers.ordinal(of: 0) == nil)
    #expect(decoded.identifiers.ordinal(of: .max) == nil)
  }

  @Test(arguments: [0, 1, 127, 128, 129, 1_000])
  func `packed numbers are read from anywhere, whatever stands beside them`(count: Int) throws {
    var random = SampleRandomness(seed: UInt64(count))
    let values = (0..<count).map { place in
      switch place / 128 % 4 {
      case 0: 7
      case 1: Int.random(in: -3...3, using: &random)
      case 2: Int.random(in: 0...1, using: &random) << 54
      default: Int.random(in: -1_000_000...1_000_000, using: &random)
      }
    }
    var bytes: [UInt8] = [9, 9]

    PackedIntegers.encode(values, to: &bytes)

    let packed = try PackedIntegers(bytes, from: 2, count: count)
    #expect(values.indices.shuffled(using: &random).allSatisfy { packed[$0] == values[$0] })
    #expect(throws: IndexDamage.self) { try PackedIntegers(bytes.dropLast(), from: 2, count: count) }
    #expect(throws: IndexDamage.self) { try PackedIntegers(bytes + [0], from: 2, count: count) }
  }

  @Test func `a length class is exact up to 40, and never more than an eighth below the length`() {
    for length in 0...40 { #expect(LengthClass.lengths[Int(LengthClass.encode(length))] == Float(length)) }
    var last: UInt8 = 0
    for length in stride(from: 41, to: 3_000_000, by: 37) {
      let encoded = LengthClass.encode(length)
      let decoded = Int(LengthClass.lengths[Int(encoded)])
      #expect(decoded <= length && length - decoded <= length / 8 && encoded >= last)
      last = encoded
    }
    #expect(LengthClass.encode(.max) == 255)
    #expect(LengthClass.encode(0) == 0)
  }
}
