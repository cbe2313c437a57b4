/// A stretch of time as people type it: a day, a month or a year, or a day that lies so far back.
package struct QuerySpan: Equatable, Sendable {
  /// In seconds since 1970, UTC.
  package let start: Int64
  /// The first moment after it.
  package let end: Int64
  /// Whether it was said by its distance from now (`7d`): as a range, it goes on from there to now.
  let isCounted: Bool

  /// Reads `2024`, `2024-05`, `2024-05-31` (or with slashes), `today`, `yesterday`, and `7d`, `2w`, `3m`, `1y` for the day that
  /// lies so many days, weeks, months or years before `now`. Nil for anything else, for days that do not exist, and for years
  /// before 1970.
  package init?(_ text: String, now: Int64) {
    let text = text.lowercased()
    if let day = Self.relative(text, now: now) {
      (start, end) = (day.start, day.start + CivilDay.seconds)
      isCounted = QueryScanner.isDigit(text.utf8.first ?? 0)
    } else if let (first, last) = Self.absolute(text) {
      (start, end, isCounted) = (first.start, last.start + CivilDay.seconds, false)
    } else {
      return nil
    }
  }

  private static func relative(_ text: String, now: Int64) -> CivilDay? {
    let today = CivilDay(holding: now)
    switch text {
    case "today": return today
    case "yesterday": return CivilDay(holding: now - CivilDay.seconds)
    default: break
    }
    guard text.utf8.count <= 5, let unit = text.last, let count = number(text.dropLast(), digits: 1...4) else {
      return nil
    }
    switch unit {
    case "d": return CivilDay(holding: now - Int64(count) * CivilDay.seconds)
    case "w": return CivilDay(holding: now - Int64(count) * 7 * CivilDay.seconds)
    case "m": return today.before(months: count)
    case "y": return today.before(months: count * 12)
    default: return nil
    }
  }

  private static func absolute(_ text: String) -> (first: CivilDay, last: CivilDay)? {
    let fields = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" }
    guard (1...3).contains(fields.count), let year = number(fields[0], digits: 4...4) else { return nil }
    let rest = fields.dropFirst().compactMap { number($0, digits: 1...2) }
    guard rest.count == fields.count - 1 else { return nil }
    let month = rest.first
    guard let first = CivilDay(year: year, month: month ?? 1, day: rest.count > 1 ? rest[1] : 1) else { return nil }
    if rest.count > 1 { return (first, first) }
    let days = stride(from: 31, through: 28, by: -1).lazy
    return days.compactMap { CivilDay(year: year, month: month ?? 12, day: $0) }.first.map { (first, $0) }
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy(QueryScanner.isDigit) else { return nil }
    return Int(text)
  }
}
