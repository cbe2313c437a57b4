extension WordScan {
  /// The scalar at `index` and its length in bytes; where no UTF-8 begins, one byte of U+FFFD.
  func scalar(at index: Int) -> (value: UInt32, length: Int) {
    let first = text[index]
    guard first >= 0x80 else { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first < 0xF5, index + length <= text.count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0xFF >> UInt32(length + 1))
    for byte in text[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let isShortest = length == 2 || value >= (length == 3 ? 0x800 : 0x10000)
    return isShortest && value < 0x110000 ? (value, length) : (0xFFFD, 1)
  }

  /// The class of what stands at `index`; a separator at the end of the text.
  func kind(at index: Int) -> ScalarClass {
    index < text.count ? folding[scalar(at: index).value].kind : .separator
  }

  /// Reads on where the loop for ASCII stopped, to the end of the word.
  @inline(never)
  mutating func continuePart(_ part: inout WordPart) {
    while index < text.count {
      let (scalar, length) = scalar(at: index)
      let folded = folding[scalar]
      guard folded.kind.isWord || folded.kind == .ignored else { return }
      index += length
      if folded.kind == .ignored {
        part.traits.insert(.isRewritten)
        if scalar == 0xAD { part.traits.insert(.endsInSoftHyphen) }
        if scalar == 0x306 || scalar == 0x308 { compose(with: scalar, at: &part) }
      } else {
        add(folded, scalar: scalar, to: &part)
      }
    }
  }

  private func add(_ folded: FoldedScalar, scalar: UInt32, to part: inout WordPart) {
    part.end = index
    part.traits.remove(.endsInSoftHyphen)
    if scalar >= 0x80 { part.traits.insert(.isRewritten) }
    if folded.kind == .digit { part.traits.insert(.hasDigit) } else { part.traits.insert(.hasOthers) }
    append(folded, to: &part)
  }

  /// Whole scalars only; nothing more once one had no room.
  private func append(_ folded: FoldedScalar, to part: inout WordPart) {
    guard folded.isSeveral else { return append(folded.target, to: &part) }
    let expansion = folding.expansion(of: folded)
    guard makeRoom(for: expansion.count, in: &part) else { return }
    for byte in expansion {
      scratch[part.foldedEnd] = byte
      part.foldedEnd += 1
    }
  }

  private func append(_ scalar: UInt32, to part: inout WordPart) {
    guard makeRoom(for: Self.width(of: scalar), in: &part) else { return }
    part.foldedEnd += write(scalar, at: part.foldedEnd)
  }

  private func makeRoom(for length: Int, in part: inout WordPart) -> Bool {
    if part.count + length > Lexer.maximumLength { part.traits.insert(.isCut) }
    return !part.traits.contains(.isCut)
  }

  /// Joins a breve or a diaeresis to the Cyrillic letter before it; the letters concerned are two bytes long, before and after.
  private func compose(with mark: UInt32, at part: inout WordPart) {
    guard part.count >= 2, !part.traits.contains(.isCut) else { return }
    let first = UInt32(scratch[part.foldedEnd - 2])
    let base = (first & 0x1F) << 6 | UInt32(scratch[part.foldedEnd - 1] & 0x3F)
    guard first & 0xE0 == 0xC0, let whole = Composition.composed(base, mark) else { return }
    _ = write(whole, at: part.foldedEnd - 2)
    part.end = index
  }

  static func width(of scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }

  /// Writes a scalar as UTF-8 and returns its length.
  func write(_ scalar: UInt32, at out: Int) -> Int {
    let width = Self.width(of: scalar)
    guard width > 1 else {
      scratch[out] = UInt8(scalar)
      return 1
    }
    var rest = scalar
    for offset in stride(from: width - 1, to: 0, by: -1) {
      scratch[out + offset] = UInt8(rest & 0x3F) | 0x80
      rest >>= 6
    }
    scratch[out] = UInt8(rest) | (0xFF << UInt8(8 - width))
    return width
  }
}
