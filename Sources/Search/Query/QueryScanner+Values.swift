extension QueryScanner {
  /// Values of a condition behind its colon: one, or several in parentheses, joined by OR (said or not) or by AND.
  mutating func values(of field: QueryField, sign: QueryToken.Sign) -> QueryToken {
    guard mark(0) == UInt8(ascii: "(") else {
      let value = QueryToken.Value(text: value())
      return QueryToken(kind: .values([value], of: field, isConjunction: false), sign: sign)
    }
    cursor += 1
    var values: [QueryToken.Value] = []
    var isConjunction = false
    var isNegated = false
    while skipSpace(), let mark = mark(0), mark != UInt8(ascii: ")") {
      if mark == UInt8(ascii: "|") || mark == UInt8(ascii: "-") {
        cursor += 1
        isNegated = mark == UInt8(ascii: "-")
        continue
      }
      let isQuoted = mark == QueryText.quote
      let text = value()
      switch isQuoted ? "" : text {
      case "OR": continue
      case "AND": isConjunction = true
      case "NOT": isNegated = true
      default:
        values.append(QueryToken.Value(text: text, isNegated: isNegated))
        isNegated = false
      }
    }
    cursor += 1
    return QueryToken(kind: .values(values, of: field, isConjunction: isConjunction), sign: sign)
  }

  /// One value: up to a space, a bar, or a parenthesis that it did not open itself. Parts of it may be quoted.
  private mutating func value() -> String {
    var value = ""
    var depth = 0
    let start = cursor
    while let mark = mark(0), mark != QueryText.space, mark != QueryText.newline, mark != UInt8(ascii: "|") {
      if mark == QueryText.quote {
        value += quotedValue()
        continue
      }
      if mark == UInt8(ascii: "(") { depth += 1 }
      if mark == UInt8(ascii: ")") {
        guard depth > 0 else { break }
        depth -= 1
      }
      value.unicodeScalars.append(text.scalars[cursor])
      cursor += 1
    }
    // Every call makes headway, even where no value stands.
    if cursor == start { cursor += 1 }
    return value
  }

  /// From the quote at the cursor to the next one, or to the end of the line; a quote that stands twice is meant as one.
  private mutating func quotedValue() -> String {
    var value = ""
    cursor += 1
    while let mark = mark(0), mark != QueryText.newline {
      if mark == QueryText.quote {
        let isDoubled = self.mark(1) == QueryText.quote && text.scalars[cursor] == text.scalars[cursor + 1]
        cursor += isDoubled ? 2 : 1
        guard isDoubled else { return value }
        value.unicodeScalars.append(text.scalars[cursor - 1])
      } else {
        value.unicodeScalars.append(text.scalars[cursor])
        cursor += 1
      }
    }
    return value
  }
}
