/// Cuts a query into tokens, in time linear in its length, whatever it is.
///
/// Parentheses come out matched but for those that the end of the query closes: a closing one too many is nothing, and so is a
/// pair beyond the deepest nesting.
struct QueryScanner {
  let text: QueryText
  var cursor = 0
  private var tokens: [QueryToken] = []
  private var depth = 0
  private var ignoredDepth = 0
  private(set) var isTooDeep = false

  init(_ text: String) { self.text = QueryText(text) }

  mutating func scan() -> [QueryToken] {
    while skipSpace() {
      let sign = takeSign()
      guard let mark = mark(0) else { break }
      switch mark {
      case UInt8(ascii: "("): open(sign: sign, field: nil)
      case UInt8(ascii: ")"): close()
      case UInt8(ascii: "|"):
        cursor += 1
        tokens.append(QueryToken(kind: .or))
      case QueryText.quote: quoted(sign: sign, field: nil)
      case QueryText.space, QueryText.newline: continue
      default: bare(sign: sign)
      }
    }
    return tokens
  }

  /// The mark so far behind the cursor; nil beyond the end.
  func mark(_ distance: Int) -> UInt8? {
    let index = cursor + distance
    return text.marks.indices.contains(index) ? text.marks[index] : nil
  }

  /// Whether anything is left behind the white space.
  mutating func skipSpace() -> Bool {
    while let mark = mark(0), mark == QueryText.space || mark == QueryText.newline { cursor += 1 }
    return cursor < text.marks.count
  }

  /// A single sign directly before something. A lone one is nothing, and so are several: `--help` is a word.
  private mutating func takeSign() -> QueryToken.Sign {
    let start = cursor
    while let mark = mark(0), mark == UInt8(ascii: "-") || mark == UInt8(ascii: "+") { cursor += 1 }
    guard cursor == start + 1, let next = mark(0), !Self.endsBare(next) || Self.opensTerm(next) else { return .none }
    return text.marks[start] == UInt8(ascii: "-") ? .minus : .plus
  }

  private mutating func open(sign: QueryToken.Sign, field: QueryField?) {
    cursor += 1
    guard depth < QueryLimits.nesting else {
      ignoredDepth += 1
      isTooDeep = true
      return
    }
    depth += 1
    tokens.append(QueryToken(kind: .open, sign: sign, field: field))
  }

  private mutating func close() {
    cursor += 1
    if ignoredDepth > 0 {
      ignoredDepth -= 1
    } else if depth > 0 {
      depth -= 1
      tokens.append(QueryToken(kind: .close))
    }
  }

  /// A phrase; without its closing quote in this line or the next it ends with the line. A quote behind a word and before a space opens none: `12" disc`.
  private mutating func quoted(sign: QueryToken.Sign, field: QueryField?) {
    let isInch = cursor > 0 && !Self.endsBare(text.marks[cursor - 1]) && mark(1).map(Self.isSpace) ?? true
    cursor += 1
    if isInch && field == nil && sign == .none { return }
    let start = cursor
    while let mark = mark(0), mark != QueryText.quote, mark != QueryText.newline || isClosedInNextLine { cursor += 1 }
    var string = text.string(start..<cursor)
    if mark(0) == QueryText.quote { cursor += 1 }
    if mark(0) == UInt8(ascii: "*") {
      cursor += 1
      string += "*"
    }
    tokens.append(QueryToken(kind: .quoted(string, distance: takeDistance()), sign: sign, field: field))
  }

  /// Whether a phrase that the end of a line interrupts, as in text that was pasted, ends in the line behind the cursor.
  private var isClosedInNextLine: Bool {
    var distance = 1
    while let mark = mark(distance), mark != QueryText.newline {
      if mark == QueryText.quote {
        return self.mark(distance + 1).map { Self.endsBare($0) || "*~".utf8.contains($0) } ?? true
      }
      distance += 1
    }
    return false
  }

  private mutating func takeDistance() -> Int? {
    guard mark(0) == UInt8(ascii: "~") else { return nil }
    cursor += 1
    let start = cursor
    while let mark = mark(0), (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(mark) { cursor += 1 }
    return start == cursor ? QueryLimits.usualDistance : Self.distance(text.marks[start..<cursor])
  }

  private mutating func bare(sign: QueryToken.Sign) {
    if let field = takeField() {
      guard case .zone = field else { return tokens.append(values(of: field, sign: sign)) }
      switch mark(0) {
      case UInt8(ascii: "("): return open(sign: sign, field: field)
      case QueryText.quote: return quoted(sign: sign, field: field)
      default: return tokens.append(QueryToken(kind: .bare(takeBare()), sign: sign, field: field))
      }
    }
    let word = takeBare()
    tokens.append(Self.keyword(word, sign: sign) ?? QueryToken(kind: .bare(word), sign: sign))
  }

  /// A known field's name with its colon, when a value stands directly behind it.
  private mutating func takeField() -> QueryField? {
    var length = 0
    while let mark = mark(length), mark | 0x20 >= UInt8(ascii: "a"), mark | 0x20 <= UInt8(ascii: "z") { length += 1 }
    guard mark(length) == UInt8(ascii: ":"), let next = mark(length + 1), !Self.endsBare(next) || Self.opensTerm(next)
    else { return nil }
    let name = String(decoding: text.marks[cursor..<(cursor + length)], as: UTF8.self)
    guard let field = QueryField(name) else { return nil }
    // `file://...` is an address, and no field.
    let isAddress = next == UInt8(ascii: "/") && mark(length + 2) == UInt8(ascii: "/")
    if isAddress, case .zone = field { return nil }
    cursor += length + 1
    return field
  }

  /// What stands up to the next space, quote, parenthesis or bar, or the next comma that is not part of a number.
  private mutating func takeBare() -> String {
    let start = cursor
    while let mark = mark(0), !Self.endsBare(mark) {
      if Self.isComma(mark), cursor > start, !isInNumber { break }
      cursor += 1
    }
    defer { if let mark = mark(0), Self.isComma(mark) { cursor += 1 } }
    return text.string(start..<cursor)
  }

  /// Whether the mark at the cursor stands between digits.
  private var isInNumber: Bool { mark(1).map(Self.isDigit) ?? false && mark(-1).map(Self.isDigit) ?? false }
}
