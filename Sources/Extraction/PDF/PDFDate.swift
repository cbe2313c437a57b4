/// Dates as PDF writes them: `D:20260115120000+01'00'` (ISO 32000-1, 7.9.4), all but the year optional.
enum PDFDate {
  /// The moment in RFC 3339, with the offset that is given, and UTC where none is; nil for what is no such date.
  static func timestamp(_ text: String) -> String? {
    var rest = Substring(text)
    if rest.hasPrefix("D:") { rest = rest.dropFirst(2) }
    guard let year = number(&rest, digits: 4, in: 1...9999) else { return nil }
    let month = number(&rest, digits: 2, in: 1...12) ?? 1
    let day = number(&rest, digits: 2, in: 1...31) ?? 1
    let hour = number(&rest, digits: 2, in: 0...23) ?? 0
    let minute = number(&rest, digits: 2, in: 0...59) ?? 0
    let second = number(&rest, digits: 2, in: 0...59) ?? 0
    let date = "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))"
    return "\(date)T\(hour.padded(2)):\(minute.padded(2)):\(second.padded(2))\(offset(rest))"
  }

  private static func offset(_ text: Substring) -> String {
    guard let sign = text.first, sign == "+" || sign == "-" else { return "+00:00" }
    var rest = text.dropFirst()
    guard let hours = number(&rest, digits: 2, in: 0...23) else { return "+00:00" }
    if rest.first == "'" { rest = rest.dropFirst() }
    return "\(sign)\(hours.padded(2)):\((number(&rest, digits: 2, in: 0...59) ?? 0).padded(2))"
  }

  private static func number(_ rest: inout Substring, digits: Int, in range: ClosedRange<Int>) -> Int? {
    let field = rest.prefix(digits)
    guard field.utf8.count == digits, field.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int(field),
      range.contains(value)
    else { return nil }
    rest = rest.dropFirst(digits)
    return value
  }
}
