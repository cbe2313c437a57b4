/// How much a text looks like one, in bits: what its characters gain over chance as letters of the language that fits them
/// best, less what stands where it never does.
///
/// ASCII counts only for what it has beside it: it is the same in all candidates.
struct TextEvidence {
  private struct Place {
    var scalar: UInt32 = 0x20
    var script: LetterScript?
    var isLower = false
    var isUpper = false

    init() {}

    init(_ scalar: Unicode.Scalar) {
      self.scalar = scalar.value
      script = LetterScript(scalar.value)
      guard script != nil else { return }
      if scalar.isASCII {
        isUpper = scalar.value < 0x61
        isLower = !isUpper
      } else if scalar.value < 0x500 || scalar.value >= 0x1E00 && scalar.value < 0x2000 {
        isLower = scalar.properties.isLowercase
        isUpper = scalar.properties.isUppercase
      }
    }
  }

  private var score = 0
  private var letters: [UInt32: Int] = [:]
  private var previous = Place()
  private var beforePrevious = Place()

  /// The evidence of all that was added.
  var bits: Int {
    guard !letters.isEmpty else { return score }
    let counts = letters.map { (letter: $0.key, count: $0.value) }
    return score + (LetterFrequencies.all.map { $0.evidence(counts) }.max() ?? 0)
  }

  mutating func add(_ scalar: Unicode.Scalar) {
    let place = Place(scalar)
    if scalar.isASCII {
      score += neighbour(place)
    } else if scalar == "\u{FFFD}" || scalar.value < 0xA0 {
      score -= 20
    } else if let script = place.script {
      score += letter(place, script)
    } else {
      score -= Self.punctuation.contains(scalar) ? 1 : 6
    }
    beforePrevious = previous
    previous = place
  }

  private mutating func letter(_ place: Place, _ script: LetterScript) -> Int {
    let isOther = previous.script != nil && previous.script != script
    switch script {
    case .hangul: return 6 - (isOther ? 8 : 0)
    case .eastAsian:
      let isKana = place.scalar < 0x3100
      return (isKana ? 7 : Self.frequent.contains(place.scalar) ? 9 : 1) - (isOther ? 8 : 0)
    default: letters[place.scalar, default: 0] += 1
    }
    if script == .thai, Self.isThaiMark(place.scalar), previous.script != .thai { return isOther ? -14 : -6 }
    if isOther { return -8 }
    guard previous.script != nil else { return 0 }
    // Capitals within a word, and accents side by side, are what one alphabet looks like when read as another.
    if previous.isLower, place.isUpper { return -7 }
    guard script == .latin else { return 0 }
    return previous.scalar >= 0x80 ? -3 : place.isUpper ? -1 : 0
  }

  /// What an ASCII character says of one before it that is none.
  private func neighbour(_ place: Place) -> Int {
    guard previous.scalar >= 0x80, place.script != nil else { return 0 }
    guard let script = previous.script else {
      return beforePrevious.script == nil || Self.joining.contains(previous.scalar) ? 0 : -6
    }
    if script != .latin { return -8 }
    if previous.isLower, place.isUpper { return -7 }
    return previous.isUpper && place.isLower && beforePrevious.script != nil ? -5 : 0
  }

  private static func isThaiMark(_ scalar: UInt32) -> Bool {
    scalar == 0xE31 || (0xE34...0xE3A).contains(scalar) || (0xE47...0xE4E).contains(scalar)
  }

  private static let punctuation = Set("’‘“”„–—…«»°§©® €·№¿¡º½׳״،؟؛־、。「」『』，！？：；（）　・ー".unicodeScalars)
  /// Those that stand within words.
  private static let joining = Set("’–-·".unicodeScalars.map(\.value))

  /// The most frequent characters of Chinese, in both orthographies, and of Japanese.
  private static let frequent = Set(
    """
    的一是不了在人有我他這个們中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里這个們來為國說時會對於著過發後裡
    日本事者行見分月間学生社新高方政
    """.unicodeScalars.map(\.value))
}
