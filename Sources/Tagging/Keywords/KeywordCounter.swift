/// Counts keywords in a text that comes in pieces, all keywords in one pass.
///
/// Text and keywords are folded alike: small letters, and one space for any run of white space. Then every character is one
/// step of an Aho-Corasick automaton (Aho and Corasick 1975), so that time is linear in the text, however many keywords there
/// are. A match counts when it is whole words: no letter or digit continues it on either side. Scripts that are
/// written without spaces have no such edges, and need none.
struct KeywordCounter {
  private let automaton: KeywordAutomaton
  private let names: [String]
  /// Of each name, the place of the keyword among those that were given.
  private let places: [Int]
  private var totals: [Int]
  private var firsts: [[Int]]
  private var state: Int32 = 0
  /// Matches that end with the character before the next one, which decides on them, and where they begin.
  private var undecided: [(pattern: Int32, start: Int)] = []
  /// Whether each of the last folded bytes belongs to a word; indexed by position modulo its length.
  private var history: [Bool]
  /// Likewise where the characters of the last folded bytes begin, in bytes of the text.
  private var starts: [Int]
  private var offset = 0
  private var position = 0
  private var lastWasSpace = true
  private var folds: [Unicode.Scalar: [UInt8]] = [:]

  /// Occurrences of which the place is kept.
  private static let mostPositions = 32

  init(keywords: [String]) {
    var patterns: [[UInt8]] = []
    var known: Set<[UInt8]> = []
    var names: [String] = []
    var places: [Int] = []
    for (place, keyword) in keywords.enumerated() {
      let pattern = Self.fold(keyword)
      guard !pattern.isEmpty, known.insert(pattern).inserted else { continue }
      patterns.append(pattern)
      places.append(place)
      names.append(keyword.split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    self.names = names
    self.places = places
    automaton = KeywordAutomaton(patterns: patterns)
    totals = Array(repeating: 0, count: patterns.count)
    firsts = Array(repeating: [], count: patterns.count)
    history = Array(repeating: false, count: (patterns.map(\.count).max() ?? 0) + 2)
    starts = Array(repeating: 0, count: history.count)
  }

  /// Reads on in the text.
  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard !names.isEmpty else { return }
    var index = 0
    while index < bytes.count {
      let length: Int
      if bytes[index] < 0x80 {
        readASCII(bytes[index])
        length = 1
      } else {
        length = readScalar(UnsafeBufferPointer(rebasing: bytes[index...]))
      }
      index += length
      offset += length
    }
  }

  /// Each keyword that occurs: its place among those given, its number of occurrences, and where the first of them begin. The end of the
  /// text counts as the end of a word. To be called once, at the end.
  mutating func found() -> [(place: Int, name: String, count: Int, positions: [Int])] {
    decide(isWord: false)
    return names.indices.filter { totals[$0] > 0 }.map { (places[$0], names[$0], totals[$0], firsts[$0]) }
  }

  private mutating func readASCII(_ byte: UInt8) {
    if byte <= 0x20 { return readSpace() }
    let isCapital = byte &- UInt8(ascii: "A") < 26
    step(isCapital ? byte | 0x20 : byte, isWord: Self.isWord(byte), decides: true)
    lastWasSpace = false
    collect()
  }

  /// Reads one character beyond ASCII; its length in bytes.
  private mutating func readScalar(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var iterator = bytes.makeIterator()
    var decoder = UTF8()
    guard case .scalarValue(let scalar) = decoder.decode(&iterator) else { return 1 }
    let length = UTF8.width(scalar)
    if scalar.properties.isWhitespace {
      readSpace()
      return length
    }
    let isWord = WordCharacters.contains(scalar)
    for (offset, byte) in folded(scalar).enumerated() { step(byte, isWord: isWord, decides: offset == 0) }
    lastWasSpace = false
    collect()
    return length
  }

  private mutating func readSpace() {
    guard !lastWasSpace else { return }
    lastWasSpace = true
    step(UInt8(ascii: " "), isWord: false, decides: true)
  }

  /// One byte of the folded text. The first byte of a character decides on the matches that ended before it.
  private mutating func step(_ byte: UInt8, isWord: Bool, decides: Bool) {
    if decides, !undecided.isEmpty { decide(isWord: isWord) }
    history[position % history.count] = isWord
    starts[position % starts.count] = offset
    position += 1
    state = automaton.next(state, byte)
  }

  private mutating func decide(isWord: Bool) {
    for (pattern, start) in undecided where !(isWord && automaton.endsInWord[Int(pattern)]) {
      totals[Int(pattern)] += 1
      if firsts[Int(pattern)].count < Self.mostPositions { firsts[Int(pattern)].append(start) }
    }
    undecided.removeAll(keepingCapacity: true)
  }

  /// Keeps the matches that end with the character just read and begin where no word goes on.
  private mutating func collect() {
    for pattern in automaton.matches[Int(state)] {
      let index = Int(pattern)
      let begin = position - automaton.lengths[index]
      let before = begin - 1
      let continuesWord = before >= 0 && history[before % history.count] && automaton.beginsInWord[index]
      if !continuesWord { undecided.append((pattern, starts[begin % starts.count])) }
    }
  }

  private mutating func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
    if let known = folds[scalar] { return known }
    let bytes = Array(scalar.properties.lowercaseMapping.utf8)
    // A text in an alphabet has few of them; one of every script there is does not fill memory either.
    if folds.count < 4096 { folds[scalar] = bytes }
    return bytes
  }

  private static func fold(_ keyword: String) -> [UInt8] {
    let words = keyword.unicodeScalars.split { $0.properties.isWhitespace || $0.value <= 0x20 }
    let folded = words.map { word in word.flatMap { $0.properties.lowercaseMapping.utf8 } }
    return Array(folded.joined(separator: [UInt8(ascii: " ")]))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == UInt8(ascii: "_")
  }
}
