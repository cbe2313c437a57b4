/// A run of word characters that was read and folded into the scan's scratch memory.
struct WordPart {
  struct Traits: OptionSet {
    let rawValue: UInt16
    static let hasLower = Traits(rawValue: ByteTable.lower)
    static let hasUpper = Traits(rawValue: ByteTable.upper)
    static let hasDigit = Traits(rawValue: ByteTable.digit)
    static let letters: Traits = [.hasLower, .hasUpper, .hasOthers]
    static let endsInSoftHyphen = Traits(rawValue: 0x1000)
    /// Characters beyond ASCII, or bytes that were left out: the folded bytes are not those of the text, letter by letter.
    static let isRewritten = Traits(rawValue: 0x2000)
    /// Letters beyond ASCII.
    static let hasOthers = Traits(rawValue: 0x4000)
    /// Longer than a word may be.
    static let isCut = Traits(rawValue: 0x8000)
  }

  var traits: Traits = []
  /// A capital follows a small letter.
  var stepsUp = false
  /// Bytes of the text.
  var start: Int
  var end: Int
  /// Bytes of the scratch memory.
  var foldedStart: Int
  var foldedEnd: Int
  /// How many of them are the sign of `C++` or `C#`.
  var suffix = 0

  var count: Int { foldedEnd - foldedStart }
  var hasLetters: Bool { !traits.isDisjoint(with: .letters) }
  var isOneKind: Bool { !(traits.contains(.hasDigit) && hasLetters) && !stepsUp }
  var isOnlyDigits: Bool { !hasLetters && traits.contains(.hasDigit) }
  var isOnlyLetters: Bool { hasLetters && !traits.contains(.hasDigit) }
}
