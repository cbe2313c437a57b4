/// Cuts a text into the runs of words that noun phrases are made of: no function word, verb, adverb, number or sign stands inside.
struct PhraseReader {
  /// A word where it stands.
  struct Word {
    let number: Int32
    let start: Int32
    let end: Int32
    let isCapital: Bool
  }

  /// A run of words, in the order of the text. `link` is the word before it where that joins it to the run before.
  typealias Take = (_ run: [Word], _ isLinked: Bool, _ place: Int) -> Void

  /// A line shorter than this is a heading, an item or a cell: no phrase goes on behind it.
  private static let shortLine = 30

  var words: WordTable
  private(set) var read = 0
  private var run: [Word] = []
  private var isLinked = false

  init(_ lexicon: PhraseLexicon) { words = WordTable(lexicon) }

  mutating func read(_ text: UnsafeBufferPointer<UInt8>, _ take: Take) {
    var at = 0
    var lineStart = 0
    while at < text.count {
      switch WordText.kinds[Int(text[at])] {
      case .space: at += 1
      case .newline:
        if at - lineStart < Self.shortLine || Self.beginsAnew(text, at + 1) { close(take) }
        at += 1
        lineStart = at
      case .letter, .digit: at = readWord(text, at, take)
      case .beyond:
        let scalar = WordText.scalar(text, at)
        if WordText.isLetter(scalar.value) {
          at = readWord(text, at, take)
        } else {
          if scalar.value != 0xA0 { close(take) }
          at += scalar.length
        }
      case .sign, .joiner:
        close(take)
        at += 1
      }
    }
    close(take)
  }

  /// Whether the line at `at` looks like the beginning of something: a capital, a digit, a sign or nothing.
  private static func beginsAnew(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Bool {
    guard at < text.count else { return true }
    let byte = text[at]
    return !(byte &- 0x61 < 26 || byte >= 0x80 || byte == 0x20 || byte == 0x09)
  }

  private mutating func readWord(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ take: Take) -> Int {
    var at = start
    var isName = false
    scan: while at < text.count {
      switch WordText.kinds[Int(text[at])] {
      case .letter, .digit: at += 1
      case .joiner:
        guard at + 1 < text.count, Self.continuesWord(text[at + 1]) else { break scan }
        at += 1
      case .beyond:
        let scalar = WordText.scalar(text, at)
        guard WordText.isLetter(scalar.value) || scalar.value == 0x2019 || scalar.value == 0xAD else { break scan }
        at += scalar.length
      case .sign:
        // Names in code, addresses, files: one word, and no part of a phrase.
        if let end = Self.endOfAddress(text, at) {
          isName = true
          at = end
          break scan
        }
        let isInner = text[at] == 0x5F || text[at] == 0x2E || text[at] == 0x2F || text[at] == 0x40 || text[at] == 0x3A
        guard isInner, at + 1 < text.count, Self.continuesWord(text[at + 1]) else { break scan }
        isName = true
        at += 1
      case .space, .newline: break scan
      }
    }
    add(text, start, at, isName: isName, take)
    return at
  }

  /// Where the address ends whose scheme ends at the colon at `at`; nil where there is none.
  private static func endOfAddress(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard text[at...].starts(with: "://".utf8) else { return nil }
    return text[at...].firstIndex { $0 <= 0x20 || [0x22, 0x29, 0x3C, 0x3E].contains($0) } ?? text.count
  }

  private static func continuesWord(_ byte: UInt8) -> Bool {
    switch WordText.kinds[Int(byte)] {
    case .letter, .digit, .beyond: true
    default: byte == 0x5F
    }
  }

  private mutating func add(
    _ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, isName: Bool, _ take: Take
  ) {
    read += 1
    let number = words.number(UnsafeBufferPointer(rebasing: text[start..<end]), isName: isName)
    let entry = words.entries[Int(number)]
    guard entry.isBreak else {
      let first = text[start]
      let isCapital = first &- 0x41 < 26 || first == 0xC3 && text[start + 1] & 0x3F < 0x1F
      return run.append(
        Word(number: number, start: Int32(start), end: Int32(end), isCapital: isCapital))
    }
    let hadRun = !run.isEmpty
    close(take)
    isLinked = hadRun && entry.isLink
  }

  private mutating func close(_ take: Take) {
    while let last = run.last, words.entries[Int(last.number)].cannotEnd { run.removeLast() }
    if !run.isEmpty { take(run, isLinked, read - run.count) }
    run.removeAll(keepingCapacity: true)
    isLinked = false
  }
}
