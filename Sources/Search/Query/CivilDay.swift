/// A day of the Gregorian calendar, UTC, from 1970 to 9999.
struct CivilDay: Equatable, Sendable {
  let year: Int
  let month: Int
  let day: Int

  static let seconds: Int64 = 86_400
  static let years = 1970...9999

  /// Nil for a day that the calendar does not have.
  init?(year: Int, month: Int, day: Int) {
    guard Self.years.contains(year), (1...12).contains(month), day >= 1,
      day <= Self.length(ofMonth: month, in: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// The day that holds a moment, in seconds since 1970; the nearest one known for moments outside of `years`.
  init(holding moment: Int64) {
    // H. Hinnant, "chrono-compatible low-level date algorithms": civil_from_days.
    let latest: Int64 = 253_402_300_799
    let shifted = Int(min(max(moment, 0), latest) / Self.seconds) + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Its first moment, in seconds since 1970 (Hinnant's days_from_civil).
  var start: Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return Int64(era * 146_097 + dayOfEra - 719_468) * Self.seconds
  }

  /// The same day so many months earlier, or that month's last; 1970-01-01 where there is none.
  func before(months: Int) -> CivilDay {
    let count = year * 12 + month - 1 - months
    guard count >= Self.years.lowerBound * 12 else { return CivilDay(holding: 0) }
    let (year, month) = (count / 12, count % 12 + 1)
    let day = min(day, Self.length(ofMonth: month, in: year))
    return CivilDay(year: year, month: month, day: day) ?? self
  }

  private static func length(ofMonth month: Int, in year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }
}
