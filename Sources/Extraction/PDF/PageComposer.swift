import Poppler

/// Makes running text of the lines of a page.
///
/// Lines stay lines, and blocks are set apart by an empty one, but what the typesetter parted is joined: a word that
/// was hyphenated at the end of a line, and the lines of a paragraph in a script that does not part its words by
/// spaces.
struct PageComposer {
  /// UTF-8; every line is ended.
  private(set) var text: [UInt8] = []
  private var last: PageLine?
  private var blockEdges: [Int: (left: Float, right: Float)] = [:]
  private let seen: SeenWords

  private init(seen: SeenWords) { self.seen = seen }

  /// The text of a page, whose lines are among the words that were seen.
  static func text(of lines: [PageLine], in seen: SeenWords) -> [UInt8] {
    var composer = PageComposer(seen: seen)
    for line in lines { composer.measure(line) }
    for line in lines { composer.append(line) }
    if composer.last != nil { composer.text.append(newline) }
    return composer.text
  }

  private static let newline = UInt8(ascii: "\n")

  private mutating func measure(_ line: PageLine) {
    let edges = blockEdges[line.place.block] ?? (line.place.left, line.place.right)
    blockEdges[line.place.block] = (min(edges.left, line.place.left), max(edges.right, line.place.right))
  }

  private mutating func append(_ line: PageLine) {
    if let last {
      switch joint(last, line) {
      case .line: text.append(Self.newline)
      case .block: text += [Self.newline, Self.newline]
      case .none: break
      case .word(let hyphenLength): text.removeLast(hyphenLength)
      }
    }
    // A soft hyphen only says where a word may be broken; where one was, `joint` knows.
    for scalar in line.text where scalar != Self.softHyphen {
      Self.append(scalar, to: &text)
    }
    last = line
  }

  private enum Joint: Equatable {
    case line, block, none
    /// The hyphen goes, of which so many bytes were written.
    case word(Int)
  }

  private static let softHyphen = UInt32(0xAD)

  private func joint(_ upper: PageLine, _ lower: PageLine) -> Joint {
    let isSameFlow = upper.place.flow == lower.place.flow && upper.place.rotation == lower.place.rotation
    if isSameFlow, let joint = hyphenation(upper, lower.text) { return joint }
    guard upper.place.block == lower.place.block else { return .block }
    return continues(upper, lower) ? .none : .line
  }

  /// A hyphen that ends a line behind a letter: before a small letter it was the typesetter's, before anything else it
  /// is the word's own. So it is where the document has that very word with its hyphen, and never without; and in a font
  /// of equally wide characters, which is for names, commands and programs, and which nobody hyphenates.
  private func hyphenation(_ line: PageLine, _ lower: [UInt32]) -> Joint? {
    let upper = line.text
    guard upper.count > 1, let hyphen = upper.last, let next = lower.first.flatMap(Unicode.Scalar.init) else {
      return nil
    }
    if hyphen == Self.softHyphen { return .word(0) }
    guard hyphen == 0x2D || hyphen == 0x2010,
      let before = Unicode.Scalar(upper[upper.count - 2])?.properties, before.isAlphabetic || before.numericType != nil
    else { return nil }
    let isOwn = line.place.endsInFixedWidth || seen.isCompound(upper.dropLast(), lower)
    if before.isAlphabetic, next.properties.isLowercase, !isOwn { return .word(hyphen == 0x2D ? 1 : 3) }
    return next.properties.isAlphabetic || next.properties.numericType != nil ? Joint.none : nil
  }

  /// Whether a line of Chinese or Japanese goes on in the next: the upper one is full, and the lower one begins no
  /// paragraph.
  private func continues(_ upper: PageLine, _ lower: PageLine) -> Bool {
    guard let end = upper.text.last, let start = lower.text.first, Self.isUnspaced(end), Self.isUnspaced(start),
      let edges = blockEdges[upper.place.block]
    else { return false }
    let size = upper.place.fontSize
    return upper.place.right > edges.right - 2 * size && lower.place.left < edges.left + 1.5 * size
  }

  /// Characters of the scripts that part words by no space, and their punctuation.
  private static func isUnspaced(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x2E80...0x312F, 0x31A0...0x31FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0xFE30...0xFE4F,
      0xFF00...0xFFEF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
    if scalar < 0x80 {
      text.append(UInt8(scalar))
    } else if let scalar = Unicode.Scalar(scalar) {
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}
