import Indexing
import Testing

/// Rules that hold for every text, tried on many that nobody wrote.
struct LexingPropertyTests {
  private static let pieces = [
    "a", "Wi", "fi", "don", "t", "s", "7604", "ni", "1", "234", "é", "ß", "и", "й", "東", "京", "か", "\u{3099}",
    "\u{1100}", "\u{1161}",
    "한", "ที่", "\u{306}", "\u{AD}", "\u{200D}", "'", "\u{2019}", "-", "&", ".", ",", "+", "++", "#", "_", " ", "\n",
    "-\n", "😀", "𝐀",
    String(repeating: "x", count: 63), "\u{F900}",
  ]

  private static func texts(_ count: Int, seed: UInt64) -> [String] {
    var random = Random(state: seed)
    return (0..<count).map { _ in
      (0..<Int.random(in: 1...24, using: &random)).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }
        .joined()
    }
  }

  @Test func `positions ascend, ranges lie in the text, and no word stands twice at a position`() {
    for text in Self.texts(20_000, seed: 1) { check(Array(text.utf8)) }
  }

  @Test func `any bytes are a text`() {
    var random = Random(state: 2)
    let clock = ContinuousClock()
    let end = clock.now + .seconds(1)
    while clock.now < end {
      let heavy = Bool.random(using: &random)
      check(
        (0..<Int.random(in: 0...200, using: &random)).map { _ in
          heavy ? UInt8.random(in: 0x80...0xFF, using: &random) : UInt8.random(in: 0...0xFF, using: &random)
        })
    }
  }

  private func check(_ bytes: [UInt8]) {
    let (words, end) = lexed(bytes)
    var seen: Set<String> = []
    var position = -1
    for word in words {
      if word.position != position { seen = [] }
      #expect(word.position >= position && word.position < end)
      #expect(word.isAlternative ? word.position == position : word.position == position + 1)
      #expect(seen.insert(word.word).inserted, "\(word) in \(bytes)")
      #expect(word.range.lowerBound >= 0 && word.range.upperBound <= bytes.count && !word.range.isEmpty)
      #expect(
        (1...Lexer.maximumLength).contains(word.word.utf8.count) && !word.word.unicodeScalars.contains("\u{FFFD}"))
      position = word.position
    }
    #expect(end == position + 1)
  }

  @Test func `a text that is cut at white space has the same words`() {
    for text in Self.texts(5_000, seed: 3) {
      let bytes = Array(text.utf8)
      let whole = lexed(bytes)
      for cut in bytes.indices where bytes[cut] == UInt8(ascii: " ") && !endsInHyphen(bytes[..<cut]) {
        let first = lexed(Array(bytes[..<cut]))
        let second = lexed(Array(bytes[cut...]), from: first.end)
        let shifted = second.words.map {
          QueryWord(
            word: $0.word, position: $0.position, range: $0.range.lowerBound + cut..<$0.range.upperBound + cut,
            isAlternative: $0.isAlternative)
        }
        #expect(first.words + shifted == whole.words, "\(text.debugDescription) at \(cut)")
        #expect(second.end == whole.end)
      }
    }
  }

  /// A line may end in a hyphen, and its word go on behind the white space.
  private func endsInHyphen(_ bytes: ArraySlice<UInt8>) -> Bool {
    let last = String(decoding: bytes, as: UTF8.self).unicodeScalars.last {
      !$0.properties.isWhitespace && $0 != "\u{200D}" && $0 != "\u{306}"
    }
    return last == "-" || last == "\u{AD}"
  }
}

/// The same numbers in every run (splitmix64).
struct Random: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
    return value ^ value >> 31
  }
}
