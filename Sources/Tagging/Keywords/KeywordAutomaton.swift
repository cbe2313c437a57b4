/// An Aho-Corasick automaton over bytes, complete: each byte is one look into a table.
///
/// Bytes that occur in no pattern share a column, so the table is small: states times distinct bytes.
struct KeywordAutomaton {
  /// Patterns that end in a state, by state.
  private(set) var matches: [[Int32]] = [[]]
  let lengths: [Int]
  /// Whether a pattern's first (last) character is one that makes a word go on.
  let beginsInWord: [Bool]
  let endsInWord: [Bool]
  private var columns = [Int](repeating: 0, count: 256)
  private var width = 1
  private var table: [Int32] = []

  /// - Parameter patterns: valid UTF-8, none empty, none twice.
  init(patterns: [[UInt8]]) {
    lengths = patterns.map(\.count)
    let texts = patterns.map { String(decoding: $0, as: UTF8.self).unicodeScalars }
    beginsInWord = texts.map { $0.first.map(WordCharacters.contains) ?? false }
    endsInWord = texts.map { $0.last.map(WordCharacters.contains) ?? false }
    for byte in Set(patterns.joined()).sorted() {
      columns[Int(byte)] = width
      width += 1
    }
    table = Array(repeating: -1, count: width)
    for (index, pattern) in patterns.enumerated() { insert(pattern, Int32(index)) }
    complete()
  }

  func next(_ state: Int32, _ byte: UInt8) -> Int32 { table[Int(state) * width + columns[Int(byte)]] }

  private mutating func insert(_ pattern: [UInt8], _ index: Int32) {
    var state = 0
    for byte in pattern {
      let cell = state * width + columns[Int(byte)]
      if table[cell] < 0 {
        table[cell] = Int32(matches.count)
        matches.append([])
        table.append(contentsOf: repeatElement(-1, count: width))
      }
      state = Int(table[cell])
    }
    matches[state].append(index)
  }

  /// Fills the missing transitions, state by state from the root outwards, with those of the longest proper suffix.
  private mutating func complete() {
    var failures = [Int32](repeating: 0, count: matches.count)
    var queue: [Int32] = [0]
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      let failure = failures[Int(state)]
      if state != 0 { matches[Int(state)] += matches[Int(failure)] }
      for column in 0..<width {
        let cell = Int(state) * width + column
        let fallback = state == 0 ? 0 : table[Int(failure) * width + column]
        if table[cell] < 0 {
          table[cell] = fallback
        } else {
          failures[Int(table[cell])] = fallback
          queue.append(table[cell])
        }
      }
    }
  }
}
