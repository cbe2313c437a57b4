/// What a scalar is to the lexer.
enum ScalarClass: UInt8 {
  case separator
  case letter
  case digit
  case mark
  /// Of a script that is searched by pairs of characters.
  case paired
  /// Leaves no trace inside a word.
  case ignored
  case apostrophe
  case hyphen

  var isWord: Bool { self == .letter || self == .digit || self == .mark }
}

/// A scalar's class and what it folds to.
struct FoldedScalar {
  /// Class in the top byte. Below, the scalar it folds to, or with `severalBit` where its expansion begins.
  let rawValue: UInt32

  static let severalBit: UInt32 = 1 << 23

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ kind: ScalarClass, _ target: UInt32) { rawValue = UInt32(kind.rawValue) << 24 | target }

  var kind: ScalarClass { ScalarClass(rawValue: UInt8(rawValue >> 24)) ?? .separator }
  var isSeveral: Bool { rawValue & Self.severalBit != 0 }
  /// The folded scalar, or an offset into `Folding.expansions`.
  var target: UInt32 { rawValue & 0x7F_FFFF }
}

/// The tables by which text is folded.
///
/// Made once from `FoldingData` and kept as long as the program runs; never written after that, which is what makes the
/// unchecked `Sendable` true.
struct Folding: @unchecked Sendable {
  static let shared = Folding()

  /// Classes and foldings of the Basic Multilingual Plane.
  private let plane: UnsafeMutablePointer<FoldedScalar>
  /// UTF-8 of foldings of several scalars, each with its length before it.
  private let expansions: UnsafeMutablePointer<UInt8>

  private init() {
    plane = .allocate(capacity: 0x10000)
    plane.initialize(repeating: FoldedScalar(.separator, 0), count: 0x10000)
    Self.fillASCII(plane)
    Self.fillClasses(plane)
    let bytes = Self.fillTargets(plane)
    expansions = .allocate(capacity: bytes.count)
    expansions.initialize(from: bytes, count: bytes.count)
  }

  @inline(__always)
  subscript(scalar: UInt32) -> FoldedScalar {
    scalar < 0x10000 ? plane[Int(scalar)] : Self.supplementary(scalar)
  }

  func expansion(of folded: FoldedScalar) -> UnsafeBufferPointer<UInt8> {
    let start = expansions + Int(folded.target & ~FoldedScalar.severalBit)
    return UnsafeBufferPointer(start: start + 1, count: Int(start.pointee))
  }

  private static func fillASCII(_ plane: UnsafeMutablePointer<FoldedScalar>) {
    for byte in UInt8(ascii: "0")...UInt8(ascii: "9") { plane[Int(byte)] = FoldedScalar(.digit, UInt32(byte)) }
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") {
      plane[Int(byte)] = FoldedScalar(.letter, UInt32(byte))
      plane[Int(byte & ~0x20)] = FoldedScalar(.letter, UInt32(byte))
    }
    plane[Int(UInt8(ascii: "'"))] = FoldedScalar(.apostrophe, 0)
    plane[Int(UInt8(ascii: "-"))] = FoldedScalar(.hyphen, 0)
  }

  private static func fillClasses(_ plane: UnsafeMutablePointer<FoldedScalar>) {
    var scalar = 0x80
    for run in FoldingData.classes.utf8.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }) {
      let length = run.dropFirst().reduce(0) { $0 * 36 + Int($1 < 58 ? $1 - 48 : $1 - 87) }
      let kind = kinds[run.first ?? 0] ?? .separator
      for value in scalar..<scalar + length { plane[value] = FoldedScalar(kind, UInt32(value)) }
      scalar += length
    }
  }

  private static let kinds: [UInt8: ScalarClass] = [
    UInt8(ascii: "L"): .letter, UInt8(ascii: "D"): .digit, UInt8(ascii: "M"): .mark, UInt8(ascii: "B"): .paired,
    UInt8(ascii: "X"): .ignored, UInt8(ascii: "A"): .apostrophe, UInt8(ascii: "H"): .hyphen,
  ]

  /// Sets the targets, and returns the expansions of those that are several scalars.
  private static func fillTargets(_ plane: UnsafeMutablePointer<FoldedScalar>) -> [UInt8] {
    var expansions: [UInt8] = []
    for entry in FoldingData.foldings.unicodeScalars.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let target = entry.prefix { $0 != ":" }
      guard let only = target.first else { continue }
      var folded = only.value
      if target.count > 1 {
        let bytes = Array(String(target).utf8)
        folded = UInt32(expansions.count) | FoldedScalar.severalBit
        expansions.append(UInt8(bytes.count))
        expansions += bytes
      }
      for source in entry.dropFirst(target.count + 1) {
        plane[Int(source.value)] = FoldedScalar(plane[Int(source.value)].kind, folded)
      }
    }
    return expansions
  }

  /// Scalars beyond the table: rare, so the standard library is asked.
  private static func supplementary(_ value: UInt32) -> FoldedScalar {
    guard let scalar = Unicode.Scalar(value) else { return FoldedScalar(.separator, 0) }
    switch value {
    case 0x1D400...0x1D6A3: return FoldedScalar(.letter, 0x61 + (value - 0x1D400) % 26)
    case 0x1D7CE...0x1D7FF: return FoldedScalar(.digit, 0x30 + (value - 0x1D7CE) % 10)
    case 0x20000...0x3FFFF: return FoldedScalar(.paired, value)
    case 0xE0000...0xE0FFF: return FoldedScalar(.ignored, 0)
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .letterNumber:
      let lower = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
      return FoldedScalar(.letter, lower.value)
    case .decimalNumber: return FoldedScalar(.digit, 0x30 + UInt32(scalar.properties.numericValue ?? 0))
    case .nonspacingMark, .spacingMark, .enclosingMark: return FoldedScalar(.mark, value)
    default: return FoldedScalar(.separator, 0)
    }
  }
}
