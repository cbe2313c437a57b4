/// Letters that arrive in two pieces, as in file names that a Mac wrote: a base and a mark that makes another letter of it, and
/// is not an accent to drop.
enum Composition {
  /// What `base` and the `mark` after it are together; nil where they stay two.
  static func composed(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    switch mark {
    case 0x306: base == 0x438 ? 0x439 : base == 0x443 ? 0x45E : nil
    case 0x308: base == 0x456 ? 0x457 : nil
    case 0x3099: voiced(base)
    case 0x309A: hiragana(base).flatMap { isOfHaRow($0) ? base + 2 : nil }
    default: syllable(base, mark)
    }
  }

  /// The syllable block that conjoining jamo make (The Unicode Standard, section 3.12).
  private static func syllable(_ base: UInt32, _ mark: UInt32) -> UInt32? {
    switch (base, mark) {
    case (0x1100...0x1112, 0x1161...0x1175): 0xAC00 + ((base - 0x1100) * 21 + (mark - 0x1161)) * 28
    case (0xAC00...0xD7A3, 0x11A8...0x11C2): (base - 0xAC00) % 28 == 0 ? base + (mark - 0x11A7) : nil
    default: nil
    }
  }

  private static func voiced(_ base: UInt32) -> UInt32? {
    if (0x30EF...0x30F2).contains(base) { return base + 8 }
    guard let kana = hiragana(base) else { return nil }
    return switch kana {
    case 0x3046: base + 0x4E
    case 0x304B...0x3062: kana % 2 == 1 ? base + 1 : nil
    case 0x3064, 0x3066, 0x3068: base + 1
    default: isOfHaRow(kana) ? base + 1 : nil
    }
  }

  private static func isOfHaRow(_ kana: UInt32) -> Bool {
    (0x306F...0x307B).contains(kana) && kana % 3 == 0
  }

  /// The Hiragana letter of the same sound.
  private static func hiragana(_ base: UInt32) -> UInt32? {
    switch base {
    case 0x3041...0x3096: base
    case 0x30A1...0x30F6: base - 0x60
    default: nil
    }
  }
}
