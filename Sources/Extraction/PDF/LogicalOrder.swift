import Poppler

/// Brings a line as it stands on paper into the order in which it is read, with the letters that its glyphs stand for.
///
/// A PDF places glyphs; what is read from right to left comes out backwards. The levels of the Unicode Bidirectional
/// Algorithm (UAX 9) are worked out on the line as it is seen, and its rule L2 is applied, which is its own inverse.
/// Presentation forms and ligatures become the letters they show, by their compatibility decomposition.
enum LogicalOrder {
  /// The line's text; nil where nothing of it is visible.
  static func text(of visual: UnsafeBufferPointer<UInt32>) -> [UInt32]? {
    var line: [UInt32] = []
    line.reserveCapacity(visual.count)
    var isVisible = false
    var isPlain = true
    for scalar in visual {
      // NUL and other control characters are glyphs without a meaning. A soft hyphen stays, and is nothing to see: at the end
      // of a line it says that the word goes on in the next (`PageComposer`).
      guard scalar >= 0x20, !(0x7F...0x9F).contains(scalar), Unicode.Scalar(scalar) != nil else { continue }
      if scalar == 0xA0 { line.append(0x20) } else { line.append(scalar) }
      if scalar != 0x20, scalar != 0xA0, scalar != 0xAD { isVisible = true }
      if scalar >= 0x590 { isPlain = isPlain && !needsCare(scalar) }
    }
    guard isVisible else { return nil }
    if !isPlain {
      if line.contains(where: isRightToLeft) { line = reordered(line) }
      line = spelled(line)
    }
    return line
  }

  private static func needsCare(_ scalar: UInt32) -> Bool { isRightToLeft(scalar) || isForm(scalar) }

  /// Letters of scripts that are written from right to left, their marks included.
  static func isRightToLeft(_ scalar: UInt32) -> Bool {
    switch scalar {
    // Arabic digits are written from left to right.
    case 0x660...0x669, 0x6F0...0x6F9: false
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }

  private static func isForm(_ scalar: UInt32) -> Bool {
    switch scalar {
    // The two ornate parentheses have no decomposition; FEFF is a mark.
    case 0xFD3E, 0xFD3F: false
    case 0xFB00...0xFB06, 0xFB13...0xFB17, 0xFB1D...0xFDFF, 0xFE70...0xFEFC: true
    default: false
    }
  }

  private static func spelled(_ line: [UInt32]) -> [UInt32] {
    guard line.contains(where: isForm) else { return line }
    return line.flatMap { scalar -> [UInt32] in
      guard isForm(scalar) else { return [scalar] }
      let letters = PDFPage.composition(of: scalar)
      // A vowel mark that stands alone decomposes to a space and the mark; here it stands on the letter before it.
      return letters.count > 1 && letters[0] == 0x20 ? Array(letters.dropFirst()) : letters
    }
  }

  private static func reordered(_ visual: [UInt32]) -> [UInt32] {
    let levels = levels(of: visual)
    var line = Array(zip(visual, levels))
    for level in stride(from: levels.max() ?? 0, to: 0, by: -1) {
      var start = 0
      while start < line.count {
        guard line[start].1 >= level else {
          start += 1
          continue
        }
        var end = start
        while end < line.count, line[end].1 >= level { end += 1 }
        line[start..<end].reverse()
        start = end
      }
    }
    return line.map(\.0)
  }

  private enum Direction { case left, right, number, neutral }

  /// The embedding level of every scalar; the line's own direction is that of most of its letters.
  private static func levels(of line: [UInt32]) -> [Int] {
    let directions = line.map(direction)
    let toRight = directions.count { $0 == .left }
    let toLeft = directions.count { $0 == .right }
    let base = toLeft > toRight ? 1 : 0
    var levels: [Int] = directions.map {
      switch $0 {
      case .left: base == 0 ? 0 : 2
      case .right: 1
      case .number: base == 0 ? 0 : 2
      case .neutral: -1
      }
    }
    settleNeutrals(&levels, directions, base: base)
    return levels
  }

  /// Neutrals between two of the same direction take it, and the line's own otherwise; a single separator between
  /// digits belongs to them.
  private static func settleNeutrals(_ levels: inout [Int], _ directions: [Direction], base: Int) {
    var index = 0
    while index < levels.count {
      guard levels[index] < 0 else {
        index += 1
        continue
      }
      let start = index
      while index < levels.count, levels[index] < 0 { index += 1 }
      let before = start > 0 ? levels[start - 1] : base
      let after = index < levels.count ? levels[index] : base
      let joins = before == after && (before != 2 || isWithin(directions, start, index))
      for place in start..<index { levels[place] = joins ? before : base }
    }
  }

  private static func isWithin(_ directions: [Direction], _ start: Int, _ end: Int) -> Bool {
    guard start > 0, end < directions.count else { return false }
    return end - start == 1 || directions[start - 1] == .left && directions[end] == .left
  }

  private static func direction(of scalar: UInt32) -> Direction {
    if isRightToLeft(scalar) { return .right }
    switch scalar {
    case 0x30...0x39, 0x660...0x669, 0x6F0...0x6F9: return .number
    case 0x41...0x5A, 0x61...0x7A: return .left
    case ..<0x80: return .neutral
    default:
      return Unicode.Scalar(scalar).map(\.properties.isAlphabetic) == true ? .left : .neutral
    }
  }
}
