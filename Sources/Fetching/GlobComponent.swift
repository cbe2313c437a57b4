/// The part of a pattern between two slashes.
struct GlobComponent: Sendable {
  private enum Token {
    case literal(UInt32)
    case anyCharacter
    case anyCharacters
    case oneOf([ClosedRange<UInt32>], negated: Bool)

    func matches(_ character: UInt32) -> Bool {
      switch self {
      case .literal(let wanted): wanted == character
      case .anyCharacter: true
      case .oneOf(let ranges, let negated): ranges.contains { $0 ~= character } != negated
      case .anyCharacters: false
      }
    }
  }

  private var tokens: [Token] = []

  /// Reads one component of `pattern`, which is named in errors.
  init(_ component: Substring, of pattern: String) throws(GlobError) {
    var rest = component.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "?": tokens.append(.anyCharacter)
      case "*":
        while rest.first == "*" { rest.removeFirst() }
        tokens.append(.anyCharacters)
      case "[": tokens.append(try Self.characterClass(&rest, of: pattern))
      case "\\":
        guard let escaped = rest.popFirst() else { throw .danglingBackslash(pattern) }
        tokens.append(.literal(escaped.value))
      default: tokens.append(.literal(scalar.value))
      }
    }
  }

  func matches(_ name: ArraySlice<UInt8>) -> Bool {
    var token = 0
    var index = name.startIndex
    var retry: (token: Int, index: Int)?
    while index < name.endIndex {
      let (character, length) = Self.character(at: index, of: name)
      if token < tokens.count, case .anyCharacters = tokens[token] {
        token += 1
        retry = (token, index)
      } else if token < tokens.count, tokens[token].matches(character) {
        token += 1
        index += length
      } else if let last = retry {
        token = last.token
        index = last.index + Self.character(at: last.index, of: name).length
        retry = (token, index)
      } else {
        return false
      }
    }
    return tokens[token...].allSatisfy { if case .anyCharacters = $0 { true } else { false } }
  }

  /// What follows `[`: a `]` that comes first is a member, `!` or `^` before it negates.
  private static func characterClass(
    _ rest: inout Substring.UnicodeScalarView.SubSequence, of pattern: String
  ) throws(GlobError) -> Token {
    let negated = rest.first == "!" || rest.first == "^"
    if negated { rest.removeFirst() }
    var ranges: [ClosedRange<UInt32>] = []
    while let scalar = rest.popFirst() {
      if scalar == "]", !ranges.isEmpty { return .oneOf(ranges, negated: negated) }
      let lower = try member(scalar, &rest, of: pattern)
      guard rest.first == "-", let end = rest.dropFirst().first, end != "]" else {
        ranges.append(lower...lower)
        continue
      }
      rest.removeFirst(2)
      let upper = try member(end, &rest, of: pattern)
      guard lower <= upper else { throw .reversedRange(pattern) }
      ranges.append(lower...upper)
    }
    throw .unclosedClass(pattern)
  }

  private static func member(
    _ scalar: Unicode.Scalar, _ rest: inout Substring.UnicodeScalarView.SubSequence, of pattern: String
  ) throws(GlobError) -> UInt32 {
    guard scalar == "\\" else { return scalar.value }
    guard let escaped = rest.popFirst() else { throw .danglingBackslash(pattern) }
    return escaped.value
  }

  /// The character at `index` and its length; a byte that belongs to none is a character of its own beyond Unicode.
  private static func character(at index: Int, of name: ArraySlice<UInt8>) -> (value: UInt32, length: Int) {
    let first = name[index]
    guard first >= 0x80 else { return (UInt32(first), 1) }
    var decoder = UTF8()
    var bytes = name[index...].prefix(4).makeIterator()
    guard case .scalarValue(let scalar) = decoder.decode(&bytes) else { return (0x11_0000 + UInt32(first), 1) }
    return (scalar.value, UTF8.width(scalar))
  }
}
