/// What stands between two pieces of ink; the greater one swallows the lesser.
enum Gap: Int, Comparable {
  case none, space, tab, line, paragraph

  static func < (left: Gap, right: Gap) -> Bool { left.rawValue < right.rawValue }
}

/// Text in which white space flows: runs of it collapse, and layout decides what remains of them.
struct FlowingText {
  private(set) var bytes: [UInt8] = []
  private var pending = Gap.none
  /// Line ends that the text ends with, up to two; two before the first word, so that nothing precedes it.
  private var trailing = 2

  /// Takes the text out, and goes on as if it were still there.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// At least this stands before the next ink.
  mutating func gap(_ gap: Gap) { pending = max(pending, gap) }

  /// One line break ends the line, another one the paragraph.
  mutating func breakLine() { pending = pending < .line ? .line : .paragraph }

  /// Ends the line that was begun, now and not with the next ink: what follows goes elsewhere.
  mutating func endLine() {
    pending = .none
    endLine(until: 1)
  }

  /// Adds valid UTF-8; its white space (no-break spaces too) collapses, soft hyphens and control characters go.
  mutating func append(_ piece: UnsafeBufferPointer<UInt8>) {
    var index = 0
    while index < piece.count {
      let byte = piece[index]
      if byte <= 0x20 {
        gap(.space)
        index += 1
        continue
      }
      if byte == 0xC2, index + 1 < piece.count, skipsSpecial(piece[index + 1]) {
        index += 2
        continue
      }
      var end = index + 1
      while end < piece.count, piece[end] > 0x20, piece[end] != 0xC2 { end += 1 }
      settle()
      bytes.append(contentsOf: piece[index..<end])
      trailing = 0
      index = end
    }
  }

  /// Adds valid UTF-8 with its lines and spaces as they are.
  mutating func appendVerbatim(_ piece: UnsafeBufferPointer<UInt8>) {
    guard pending < .line || piece.contains(where: { $0 > 0x20 }) else { return }
    settle()
    var normaliser = TextNormaliser()
    let before = bytes.count
    normaliser.append(piece, to: &bytes)
    guard bytes.count > before else { return }
    trailing = bytes[before...].suffix(2).reversed().prefix { $0 == UInt8(ascii: "\n") }.count
  }

  /// U+0080 to U+00BF after their lead byte: those that are not ink.
  private mutating func skipsSpecial(_ byte: UInt8) -> Bool {
    if byte == 0xA0 || byte == 0x85 { gap(.space) }
    return byte <= 0xA0 || byte == 0xAD
  }

  private mutating func settle() {
    switch pending {
    case .none: break
    case .space: if trailing == 0 { bytes.append(UInt8(ascii: " ")) }
    case .tab: if trailing == 0 { bytes.append(UInt8(ascii: "\t")) }
    case .line: endLine(until: 1)
    case .paragraph: endLine(until: 2)
    }
    pending = .none
  }

  private mutating func endLine(until count: Int) {
    while trailing < count {
      bytes.append(UInt8(ascii: "\n"))
      trailing += 1
    }
  }
}
