import Documents

/// What header fields of an answer mean.
enum HTTPFields {
  /// `text/html; charset="utf-8"` (RFC 9110, 8.3); nil for what is no media type.
  static func contentType(_ value: String) -> (type: MediaType, charset: String?)? {
    let type = MediaType(rawValue: value)
    let halves = type.rawValue.split(separator: "/", omittingEmptySubsequences: false)
    guard halves.count == 2, halves.allSatisfy({ !$0.isEmpty }), isWord(type.rawValue, upTo: 100)
    else { return nil }
    for parameter in value.split(separator: ";").dropFirst() {
      let parts = parameter.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, trimmed(parts[0]).lowercased() == "charset" else { continue }
      let label = trimmed(parts[1]).filter { $0 != "\"" && $0 != "'" }
      return (type, isWord(label, upTo: 60) ? label : nil)
    }
    return (type, nil)
  }

  /// Whether a text is visible ASCII, and not too long: what servers send need not be.
  private static func isWord(_ text: String, upTo count: Int) -> Bool {
    (1...count).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }

  /// How long a server wants to be left alone: seconds, or a date; `now` in seconds since 1970. Never more than an hour.
  static func retryAfter(_ value: String, now: Int64) -> Duration? {
    let text = trimmed(value[...])
    let seconds = Int64(text) ?? date(text).map { $0 - now }
    return seconds.map { .seconds(min(max($0, 0), 3600)) }
  }

  /// Seconds since 1970 of a date in the form that RFC 9110 (5.6.7) asks for, or the two older ones.
  static func date(_ value: String) -> Int64? {
    let words = value.split { " ,-:".contains($0) }.map(String.init)
    // Sun 06 Nov 1994 08 49 37 GMT; Sunday 06 Nov 94 08 49 37 GMT; Sun Nov  6 08 49 37 1994
    guard words.count >= 7 else { return nil }
    let isClock = Int(words[1]) == nil
    let order = isClock ? (day: 2, month: 1, year: 6, hour: 3) : (day: 1, month: 2, year: 3, hour: 4)
    guard let month = months.firstIndex(of: String(words[order.month].lowercased().prefix(3))),
      let day = Int64(words[order.day]), let shortYear = Int64(words[order.year]), let hour = Int64(words[order.hour]),
      let minute = Int64(words[order.hour + 1]), let second = Int64(words[order.hour + 2]),
      (1...31).contains(day), (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
    else { return nil }
    let year = shortYear < 70 ? shortYear + 2000 : shortYear < 100 ? shortYear + 1900 : shortYear
    guard (1970...9999).contains(year) else { return nil }
    return days(year, Int64(month) + 1, day) * 86_400 + hour * 3600 + minute * 60 + second
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Days since 1970-01-01, by Howard Hinnant's algorithm for the civil calendar (days_from_civil).
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let year = month <= 2 ? year - 1 : year
    let era = year / 400
    let ofEra = year - era * 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let start = text.drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}
