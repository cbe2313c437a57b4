extension QueryScanner {
  static func isSpace(_ mark: UInt8) -> Bool { mark == QueryText.space || mark == QueryText.newline }

  static func isDigit(_ mark: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(mark) }

  static func isComma(_ mark: UInt8) -> Bool { mark == UInt8(ascii: ",") || mark == UInt8(ascii: ";") }

  /// Whether a word without quotes ends before it.
  static func endsBare(_ mark: UInt8) -> Bool {
    isSpace(mark) || opensTerm(mark) || mark == UInt8(ascii: ")") || mark == UInt8(ascii: "|")
  }

  /// Whether a phrase or a group begins with it.
  static func opensTerm(_ mark: UInt8) -> Bool { mark == QueryText.quote || mark == UInt8(ascii: "(") }

  /// The number that these digits write, at most the widest that NEAR goes.
  static func distance(_ digits: some Collection<UInt8>) -> Int {
    digits.reduce(0) { min($0 * 10 + Int($1 - UInt8(ascii: "0")), QueryLimits.distance) }
  }

  /// Operators in capitals, and a range of dates that stands alone. With a sign before it, a word is a word.
  static func keyword(_ word: String, sign: QueryToken.Sign) -> QueryToken? {
    if isRange(word) {
      return QueryToken(
        kind: .values([QueryToken.Value(text: word)], of: .date, isConjunction: false), sign: sign, text: word)
    }
    guard sign == .none else { return nil }
    switch word {
    case "OR": return QueryToken(kind: .or, text: "or")
    case "AND": return QueryToken(kind: .and, text: "and")
    case "&&": return QueryToken(kind: .and)
    case "NOT": return QueryToken(kind: .not, text: "not")
    case "NEAR": return QueryToken(kind: .near(QueryLimits.usualDistance), text: "near")
    default:
      let digits = word.utf8.dropFirst(5)
      guard word.hasPrefix("NEAR/"), !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
      return QueryToken(kind: .near(distance(digits)), text: "near")
    }
  }

  /// `2023..2024`, `2023-05..2024-02-29`: two dots between what begins like a year.
  private static func isRange(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    guard bytes.count <= 22, let dot = bytes.firstIndex(of: UInt8(ascii: ".")) else { return false }
    let sides = [bytes[..<dot], bytes[dot...].drop { $0 == UInt8(ascii: ".") }]
    return bytes.count - sides[0].count - sides[1].count == 2
      && sides.allSatisfy { side in
        side.prefix(4).count { isDigit($0) } == 4 && !isDigit(side.dropFirst(4).first ?? 0)
          && side.allSatisfy { isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") }
      }
  }
}
