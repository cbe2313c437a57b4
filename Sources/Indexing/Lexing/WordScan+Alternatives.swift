/// Other ways to look for what was written.
extension WordScan {
  /// Longer words and words of more parts are names that nobody takes apart: digests, keys, encoded data.
  private static var maximumSplit: (bytes: Int, parts: Int) { (40, 6) }

  /// Gives out one part of a compound, and what can be found in it.
  func give(_ part: WordPart, at position: Int, _ body: (borrowing LexedWord) -> Void) {
    let range = part.start..<part.end
    emit(part.foldedStart..<part.foldedEnd, at: position, from: range, isAlternative: false, body)
    if part.suffix > 0 {
      let bare = part.foldedStart..<part.foldedEnd - part.suffix
      emit(bare, at: position, from: part.start..<part.end - part.suffix, isAlternative: true, body)
    } else if !part.isOneKind && part.count <= Self.maximumSplit.bytes {
      giveInner(of: part, at: position, body)
    }
  }

  /// The runs of letters, digits and of one case in a word, each once, as offsets from its beginning; none where there are many.
  private func giveInner(of part: WordPart, at position: Int, _ body: (borrowing LexedWord) -> Void) {
    var bounds = InlineArray<7, Int>(repeating: 0)
    var count = 0
    for offset in 1...part.count where offset == part.count || isBound(offset, in: part) {
      count += 1
      guard count <= Self.maximumSplit.parts else { return }
      bounds[count] = offset
    }
    for run in 0..<count where count > 1 {
      let folded = part.foldedStart + bounds[run]..<part.foldedStart + bounds[run + 1]
      let isRepeated = (0..<run).contains { earlier in
        scratchIsEqual(folded, part.foldedStart + bounds[earlier]..<part.foldedStart + bounds[earlier + 1])
      }
      guard !isRepeated, isLong(folded) else { continue }
      let range =
        part.traits.contains(.isRewritten)
        ? part.start..<part.end : part.start + bounds[run]..<part.start + bounds[run + 1]
      let inner: InnerPart = run == 0 ? .first : run == count - 1 ? .last : .middle
      emit(folded, at: position, from: range, isAlternative: true, inner: inner, body)
    }
  }

  /// More than one character.
  private func isLong(_ folded: Range<Int>) -> Bool {
    folded.lazy.filter { scratch[$0] & 0xC0 != 0x80 }.count > 1
  }

  private func scratchIsEqual(_ one: Range<Int>, _ other: Range<Int>) -> Bool {
    one.count == other.count && zip(one, other).allSatisfy { scratch[$0] == scratch[$1] }
  }

  private func isBound(_ offset: Int, in part: WordPart) -> Bool {
    let before = trait(of: offset - 1, in: part)
    let here = trait(of: offset, in: part)
    if (before == ByteTable.digit) != (here == ByteTable.digit) { return true }
    guard part.stepsUp, here == ByteTable.upper else { return false }
    return before == ByteTable.lower || offset + 1 < part.count && trait(of: offset + 1, in: part) == ByteTable.lower
  }

  /// Bytes beyond ASCII count as small letters, so that no character is cut.
  private func trait(of offset: Int, in part: WordPart) -> UInt16 {
    let byte = part.traits.contains(.isRewritten) ? scratch[part.foldedStart + offset] : text[part.start + offset]
    let trait = bytes[Int(byte)] & (ByteTable.lower | ByteTable.upper | ByteTable.digit)
    return trait == 0 ? ByteTable.lower : trait
  }

  /// Whether people also write these parts as one word.
  func hasWhole(_ parts: Span<WordPart>, joinedBy joint: Joint) -> Bool {
    let last = parts[parts.count - 1]
    guard parts.count > 1, last.foldedEnd <= Lexer.maximumLength, !last.traits.contains(.isCut) else { return false }
    switch joint {
    case .hyphen: return parts.count <= 3 && parts.indices.contains { parts[$0].hasLetters }
    case .apostrophe: return isGrouped(parts) || parts.count <= 3 && last.hasLetters
    case .ampersand: return parts.count <= 3 && last.count <= 3
    case .comma: return isGrouped(parts)
    case .stop: return isGrouped(parts) || last.hasLetters
    }
  }

  /// Digits in groups of three, as in 1,234,567.
  private func isGrouped(_ parts: Span<WordPart>) -> Bool {
    parts[0].count <= 3 && parts[0].isOnlyDigits
      && parts.indices.dropFirst().allSatisfy { parts[$0].count == 3 && parts[$0].isOnlyDigits }
  }

  /// Words that lose their end before a vowel in French, Italian and Catalan.
  func isElision(_ part: WordPart) -> Bool {
    guard part.count <= 6 else { return false }
    let word = UnsafeBufferPointer(start: scratch + part.foldedStart, count: part.count)
    return Self.elisions.contains { $0.elementsEqual(word) }
  }

  private static let elisions: [[UInt8]] = [
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu", "quelqu",
    "un", "gl", "all", "agl", "dell", "degl", "dall", "nell", "sull", "coll", "quell", "quest", "sant", "anch", "bell",
    "com",
    "dov", "mezz", "nient", "senz", "tutt", "nessun",
  ].map { Array($0.utf8) }
}
