/// One pass over a text, word by word.
///
/// Words of ASCII letters that stand alone, nearly all of most texts, go through one loop with a table and no branch but its
/// end; whatever else there is takes the slower roads in `WordScan+Scalars`, `WordScan+Compounds` and `WordScan+Pairs`.
struct WordScan {
  /// Room for the parts of a compound, each with the sign it may end in.
  static let scratchSize = maximumParts * (Lexer.maximumLength + 8)
  static let maximumParts = 8

  let text: UnsafeBufferPointer<UInt8>
  let scratch: UnsafeMutablePointer<UInt8>
  let bytes = ByteTable.shared.entries
  let folding = Folding.shared
  var index = 0

  init(text: UnsafeBufferPointer<UInt8>, scratch: UnsafeMutablePointer<UInt8>) {
    self.text = text
    self.scratch = scratch
  }

  @inline(__always)
  mutating func run(from position: Int, _ body: (borrowing LexedWord) -> Void) -> Int {
    var position = position
    while let start = skipToWord() {
      guard start != .paired else {
        position = readPairs(at: position, body)
        continue
      }
      let part = readPart(at: 0)
      if part.isOneKind && !part.traits.contains(.endsInSoftHyphen) && !isAtJoint {
        emit(0..<part.foldedEnd, at: position, from: part.start..<part.end, isAlternative: false, body)
        position += 1
      } else {
        position = readCompound(from: part, at: position, body)
      }
    }
    return position
  }

  @inline(__always)
  func emit(
    _ folded: Range<Int>, at position: Int, from range: Range<Int>, isAlternative: Bool, inner: InnerPart? = nil,
    _ body: (borrowing LexedWord) -> Void
  ) {
    body(
      LexedWord(
        folded: UnsafeBufferPointer(start: scratch + folded.lowerBound, count: folded.count), position: position,
        range: range, isAlternative: isAlternative, inner: inner))
  }

  /// Goes to the next character of a word and says what it is; nil at the end.
  @inline(__always)
  private mutating func skipToWord() -> ScalarClass? {
    while index < text.count {
      let entry = bytes[Int(text[index])]
      if entry & 0xFF != 0 { return .letter }
      if entry & ByteTable.beyondASCII == 0 {
        index += 1
      } else {
        let (scalar, length) = scalar(at: index)
        let kind = folding[scalar].kind
        if kind.isWord || kind == .paired { return kind }
        index += length
      }
    }
    return nil
  }

  /// Reads the word that begins here into scratch memory from `start` on.
  @inline(__always)
  mutating func readPart(at start: Int) -> WordPart {
    let limit = min(text.count, index + Lexer.maximumLength)
    let begin = index
    var traits: UInt16 = 0
    var steps: UInt16 = 0
    var previous: UInt16 = 0
    var out = start
    while index < limit {
      let entry = bytes[Int(text[index])]
      let folded = UInt8(truncatingIfNeeded: entry)
      if folded == 0 { break }
      scratch[out] = folded
      out += 1
      index += 1
      traits |= entry
      steps |= previous << 1 & entry
      previous = entry
    }
    var part = WordPart(
      traits: WordPart.Traits(rawValue: traits & 0x700), stepsUp: steps & ByteTable.upper != 0, start: begin,
      end: index,
      foldedStart: start, foldedEnd: out)
    if index == limit || bytes[Int(text[index])] & ByteTable.beyondASCII != 0 { continuePart(&part) }
    return part
  }

  /// Whether the word that was read may go on, or end in a sign. Says yes too often, and never no wrongly.
  @inline(__always)
  private var isAtJoint: Bool {
    guard index < text.count else { return false }
    let entry = bytes[Int(text[index])]
    guard entry & (ByteTable.joint | ByteTable.beyondASCII) != 0 else { return false }
    guard index + 1 < text.count else { return text[index] == UInt8(ascii: "#") }
    if entry & ByteTable.beyondASCII != 0 { return true }
    switch text[index] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: "'"), UInt8(ascii: "&"):
      return bytes[Int(text[index + 1])] & ~ByteTable.joint != 0
    default: return true
    }
  }
}
