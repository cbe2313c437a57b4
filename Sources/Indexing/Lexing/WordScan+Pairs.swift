/// Scripts that are searched by pairs of characters.
extension WordScan {
  /// One character with the marks on it, folded into scratch memory.
  private struct Unit {
    var length: Int
    var range: Range<Int>
  }

  /// Gives out a run of such characters as overlapping pairs, and its last character as an alternative (a run of one is a word);
  /// returns the position after it.
  @inline(never)
  mutating func readPairs(at position: Int, _ body: (borrowing LexedWord) -> Void) -> Int {
    guard var previous = readUnit(at: 0) else { return position }
    var pairs = 0
    while let current = readUnit(at: previous.length) ?? readUnitOfNextLine(at: previous.length) {
      let range = previous.range.lowerBound..<current.range.upperBound
      emit(0..<previous.length + current.length, at: position + pairs, from: range, isAlternative: false, body)
      for offset in 0..<current.length { scratch[offset] = scratch[previous.length + offset] }
      previous = current
      pairs += 1
    }
    let last = position + max(pairs - 1, 0)
    emit(0..<previous.length, at: last, from: previous.range, isAlternative: pairs > 0, body)
    return last + 1
  }

  /// Where a line ends between two characters of a script without spaces, it was broken wherever it was full: the run goes on. Hangul
  /// has spaces, so its lines end between words (as CSS Text 3 has it, "segment break transformation rules").
  private mutating func readUnitOfNextLine(at start: Int) -> Unit? {
    let end = index
    if index < text.count, text[index] == UInt8(ascii: "\r") { index += 1 }
    guard index < text.count, text[index] == UInt8(ascii: "\n") else {
      index = end
      return nil
    }
    index += 1
    if index < text.count, kind(at: index) == .paired, !isHangul(before: end), !isHangul(scalar(at: index).value),
      let unit = readUnit(at: start)
    {
      return unit
    }
    index = end
    return nil
  }

  private func isHangul(before end: Int) -> Bool {
    var start = end - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return isHangul(scalar(at: start).value)
  }

  private func isHangul(_ scalar: UInt32) -> Bool {
    (0x1100...0x11FF).contains(scalar) || (0x3130...0x318F).contains(scalar) || (0xA960...0xA97F).contains(scalar)
      || (0xAC00...0xD7FF).contains(scalar) || (0xFFA0...0xFFDC).contains(scalar)
  }

  /// At most half a word long: marks beyond that are left out.
  private mutating func readUnit(at start: Int) -> Unit? {
    guard index < text.count else { return nil }
    let begin = index
    let (scalar, length) = scalar(at: index)
    let folded = folding[scalar]
    guard folded.kind == .paired else { return nil }
    index += length
    var unit = Unit(length: writeFolded(folded, at: start), range: begin..<index)
    var base = folded.isSeveral ? 0 : folded.target
    while index < text.count {
      let (mark, markLength) = self.scalar(at: index)
      let folded = folding[mark]
      if let whole = Composition.composed(base, folded.target), !folded.isSeveral {
        base = whole
        unit.length = write(whole, at: start)
      } else if folded.kind == .mark {
        base = 0
        if unit.length + 4 <= Lexer.maximumLength / 2 { unit.length += write(folded.target, at: start + unit.length) }
      } else if folded.kind != .ignored {
        break
      }
      index += markLength
      if folded.kind != .ignored { unit.range = begin..<index }
    }
    return unit
  }

  private func writeFolded(_ folded: FoldedScalar, at start: Int) -> Int {
    guard folded.isSeveral else { return write(folded.target, at: start) }
    let expansion = folding.expansion(of: folded)
    for (offset, byte) in expansion.enumerated() { scratch[start + offset] = byte }
    return expansion.count
  }
}
