/// What people write as one thing.
extension WordScan {
  /// What holds two parts of a compound together.
  enum Joint { case apostrophe, hyphen, ampersand, stop, comma }

  /// Reads on from a word that may be the first of several, gives them out with their alternatives, and returns the position
  /// after them. Parts hang together while their joints are of one kind; another kind begins the next compound.
  @inline(never)
  mutating func readCompound(
    from first: WordPart, at position: Int, _ body: (borrowing LexedWord) -> Void
  ) -> Int {
    var room = InlineArray<8, WordPart>(repeating: first)
    var count = 1
    var kind: Joint?
    readEnding(of: &room[0])
    while count < Self.maximumParts, let (joint, next) = joint(after: room[count - 1], isFirst: count == 1),
      kind == nil || kind == joint
    {
      index = next
      room[count] = readPart(at: room[count - 1].foldedEnd)
      readEnding(of: &room[count])
      kind = joint
      count += 1
    }
    let parts = room.span.extracting(first: count)
    for offset in 0..<count {
      give(parts[offset], at: position + offset, body)
      if offset == 0, let kind, hasWhole(parts, joinedBy: kind) {
        let range = parts[0].start..<parts[count - 1].end
        emit(0..<parts[count - 1].foldedEnd, at: position, from: range, isAlternative: true, body)
      }
    }
    return position + count
  }

  // MARK: Joints

  /// The joint after a word, and where the next part begins.
  private func joint(after part: WordPart, isFirst: Bool) -> (Joint, Int)? {
    guard index < text.count else { return nil }
    if part.traits.contains(.endsInSoftHyphen) { return lineEnd(at: index).map { (.hyphen, $0) } }
    let (scalar, length) = scalar(at: index)
    let next = index + length
    let kind = kind(at: next)
    switch folding[scalar].kind {
    case .apostrophe:
      if part.isOnlyDigits { return kind == .digit ? (.apostrophe, next) : nil }
      return part.isOnlyLetters && kind.isLetter && !(isFirst && isElision(part)) ? (.apostrophe, next) : nil
    case .hyphen:
      if kind.isWord { return (.hyphen, next) }
      return part.hasLetters ? lineEnd(at: next).map { (.hyphen, $0) } : nil
    default: break
    }
    switch scalar {
    case 0x26: return part.isOnlyLetters && part.count <= 3 && kind.isLetter ? (.ampersand, next) : nil
    case 0x2C: return part.isOnlyDigits && kind == .digit ? (.comma, next) : nil
    case 0x2E: return isStop(after: part, before: next) ? (.stop, next) : nil
    default: return nil
    }
  }

  /// Where the small letter stands with which the next line begins, if here a line ends.
  private func lineEnd(at index: Int) -> Int? {
    var index = index
    var hasEnded = false
    while index < text.count {
      switch text[index] {
      case UInt8(ascii: "\n"):
        if hasEnded { return nil }
        hasEnded = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default:
        let isSmall = Unicode.Scalar(scalar(at: index).value)?.properties.isLowercase ?? false
        return hasEnded && isSmall && kind(at: index).isLetter ? index : nil
      }
      index += 1
    }
    return nil
  }

  /// Between digits, and between letters that stand alone.
  private func isStop(after part: WordPart, before next: Int) -> Bool {
    let kind = kind(at: next)
    if part.isOnlyDigits { return kind == .digit }
    guard part.isOnlyLetters, part.end - part.start == 1, kind == .letter else { return false }
    return !self.kind(at: next + scalar(at: next).length).isWord
  }

  // MARK: Endings

  /// Reads what belongs to a word after its letters: English endings after an apostrophe, and the signs of `C++` and `C#`.
  private mutating func readEnding(of part: inout WordPart) {
    guard index < text.count, part.isOnlyLetters, !part.traits.contains(.endsInSoftHyphen) else { return }
    switch text[index] {
    case UInt8(ascii: "+"): readPluses(of: &part)
    case UInt8(ascii: "#"): readHash(of: &part)
    default:
      let (scalar, length) = scalar(at: index)
      if folding[scalar].kind == .apostrophe { readClitic(of: &part, at: index + length) }
    }
  }

  private mutating func readClitic(of part: inout WordPart, at start: Int) {
    var end = start
    while end < text.count, end - start < 3, bytes[Int(text[end])] & 0xFF != 0 { end += 1 }
    guard end > start, end - start < 3, !kind(at: end).isWord else { return }
    let letter = UInt8(truncatingIfNeeded: bytes[Int(text[start])])
    let last = UInt8(truncatingIfNeeded: bytes[Int(text[end - 1])])
    switch (letter, last, end - start) {
    case (UInt8(ascii: "s"), _, 1), (UInt8(ascii: "d"), _, 1), (UInt8(ascii: "m"), _, 1),
      (UInt8(ascii: "r"), UInt8(ascii: "e"), 2), (UInt8(ascii: "v"), UInt8(ascii: "e"), 2),
      (UInt8(ascii: "l"), UInt8(ascii: "l"), 2):
      index = end
    case (UInt8(ascii: "t"), _, 1):
      guard scratch[part.foldedEnd - 1] == UInt8(ascii: "n"), part.count < Lexer.maximumLength else { return }
      scratch[part.foldedEnd] = letter
      part.foldedEnd += 1
      index = end
      part.end = end
      part.traits.insert(.isRewritten)
    default: return
    }
  }

  private mutating func readPluses(of part: inout WordPart) {
    let end = index + 2
    guard part.count <= 16, end <= text.count, text[index + 1] == UInt8(ascii: "+") else { return }
    guard end == text.count || text[end] != UInt8(ascii: "+"), !kind(at: end).isLetter else { return }
    append("++", to: &part)
  }

  private mutating func readHash(of part: inout WordPart) {
    guard part.count == 1, index + 1 == text.count || text[index + 1] != UInt8(ascii: "#") else { return }
    guard !kind(at: index + 1).isWord else { return }
    append("#", to: &part)
  }

  private mutating func append(_ sign: StaticString, to part: inout WordPart) {
    sign.withUTF8Buffer { sign in
      for byte in sign {
        scratch[part.foldedEnd] = byte
        part.foldedEnd += 1
      }
      part.suffix = sign.count
      index += sign.count
      part.end = index
    }
  }
}

extension ScalarClass {
  var isLetter: Bool { self == .letter || self == .mark }
}
