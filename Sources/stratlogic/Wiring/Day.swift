/// A day, month or year as people type it, with its bounds in nanoseconds since 1970, UTC.
struct Day {
  let start: Int64
  /// The first moment after it.
  let end: Int64

  /// Reads `2024`, `2024-05` or `2024-05-31`; nil for anything else, and for days that do not exist.
  init?(_ text: String) {
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = fields.compactMap { $0.allSatisfy(\.isNumber) ? Int($0) : nil }
    guard (1...3).contains(fields.count), numbers.count == fields.count, (1900...2200).contains(numbers[0]) else {
      return nil
    }
    let year = numbers[0]
    guard numbers.count > 1 else {
      (start, end) = (Self.nanoseconds(year, 1, 1), Self.nanoseconds(year + 1, 1, 1))
      return
    }
    let month = numbers[1]
    guard (1...12).contains(month) else { return nil }
    let next = month == 12 ? Self.nanoseconds(year + 1, 1, 1) : Self.nanoseconds(year, month + 1, 1)
    guard numbers.count > 2 else {
      (start, end) = (Self.nanoseconds(year, month, 1), next)
      return
    }
    start = Self.nanoseconds(year, month, numbers[2])
    end = start + 86_400_000_000_000
    guard numbers[2] >= 1, end <= next else { return nil }
  }

  /// Days since 1970 of a date in the Gregorian calendar (H. Hinnant, "chrono-compatible low-level date algorithms").
  private static func nanoseconds(_ year: Int, _ month: Int, _ day: Int) -> Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400_000_000_000
  }
}
