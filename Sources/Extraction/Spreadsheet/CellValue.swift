/// The value of a cell as a reader would write it: programs store numbers with seventeen digits, and days as numbers.
enum CellValue {
  /// The number `raw`, or `raw` itself where it is none. Days are counted from 1900, or from 1904 as on old Macs.
  static func text(_ raw: String, as meaning: CellFormats.Meaning, from1904: Bool) -> String {
    guard let value = Double(raw), value.isFinite else { return raw }
    switch meaning {
    case .number: return number(value, raw)
    case .percent: return number((value * 1e10).rounded() / 1e8, nil) + "%"
    case .duration: return duration(value) ?? number(value, raw)
    case .date, .moment, .time: return moment(value, meaning, from1904) ?? number(value, raw)
    }
  }

  private static func number(_ value: Double, _ raw: String?) -> String {
    // Up to 2^53 whole numbers are exact; what is longer is written as it is stored.
    if value == value.rounded(), abs(value) < 9.007e15 { return "\(Int64(value))" }
    let rounded = "\(value)"
    guard let raw, rounded.contains("e") else { return rounded }
    return raw
  }

  private static func moment(_ serial: Double, _ meaning: CellFormats.Meaning, _ from1904: Bool) -> String? {
    // The last day that these formats know is in the year 9999.
    guard serial >= 0, serial < 2_958_466 else { return nil }
    let seconds = Int((serial * 86_400).rounded())
    let time = clock(seconds % 86_400)
    if meaning == .time, seconds < 86_400 { return time }
    // Day 60 is 29 February 1900, which never was: from 1 March on, days count from 30 December 1899.
    let days = seconds / 86_400 + (from1904 ? 1_462 : 0)
    let date = day(days < 60 ? days + 1 : days)
    return meaning == .date || seconds % 86_400 == 0 ? date : "\(date) \(time)"
  }

  /// Hours, minutes, and seconds where there are any, of so many days.
  private static func duration(_ days: Double) -> String? {
    // A hundred thousand years.
    guard abs(days) < 36_525_000 else { return nil }
    let seconds = Int((days * 86_400).rounded())
    return (seconds < 0 ? "-" : "") + clock(abs(seconds))
  }

  private static func clock(_ seconds: Int) -> String {
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
    return (parts[2] == 0 ? Array(parts.prefix(2)) : parts).map { $0.padded(2) }.joined(separator: ":")
  }

  /// The day so many days after 30 December 1899, by Howard Hinnant's `civil_from_days`.
  private static func day(_ count: Int) -> String {
    let shifted = count - 25_569 + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let year = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let calendarYear = year + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    return "\(calendarYear.padded(4))-\(calendarMonth.padded(2))-\(day.padded(2))"
  }
}
