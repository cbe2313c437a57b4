import Glibc

/// A moment as signatures write it: `20130524T000000Z`.
struct SigningTime: Sendable, Equatable {
  let stamp: String

  init(secondsSince1970 seconds: Int) {
    let numbers = Self.numbers(of: seconds)
    stamp = numbers[..<3].joined() + "T" + numbers[3...].joined() + "Z"
  }

  static var now: Self { Self(secondsSince1970: time(nil)) }

  /// As answers write times: `2013-05-24T00:00:00Z`. Times in this form are ordered as their texts are.
  static func dashed(secondsAgo: Int) -> String {
    let numbers = numbers(of: time(nil) - secondsAgo)
    return numbers[..<3].joined(separator: "-") + "T" + numbers[3...].joined(separator: ":") + "Z"
  }

  /// Year, month, day, hour, minute and second, UTC.
  private static func numbers(of seconds: Int) -> [String] {
    var seconds = seconds
    var parts = tm()
    gmtime_r(&seconds, &parts)
    return [1900 + parts.tm_year, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec].map {
      ($0 < 10 ? "0" : "") + "\($0)"
    }
  }

  var day: Substring { stamp.prefix(8) }
}
