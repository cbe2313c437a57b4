import ArgumentParser
import Pipeline
import Search

/// The options of `search` that are conditions.
struct SearchOptions {
  /// Lists with commas.
  let type: String?
  let language: String?
  let tags: [String]
  let since: String?
  let until: String?

  /// As filters, which hold beside those of the query.
  func filters(now: Int64) -> [QueryFilter] {
    let single: [(QueryOption, String?)] = [(.type, type), (.language, language), (.since, since), (.until, until)]
    return single.compactMap { option, value in value.flatMap { QueryFilter(option, $0, now: now) } }
      + tags.compactMap { QueryFilter(.tag, $0, now: now) }
  }

  /// Refuses what `--limit` cannot mean.
  static func check(limit: Int) throws {
    guard (1...1000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000.") }
  }

  /// Refuses what `--since` and `--until` do not understand.
  static func check(day: String?) throws {
    if let day, QuerySpan(day, now: secondsNow()) == nil {
      throw ValidationError("'\(day)' is no date from 1970 on; write 2024, 2024-05, 2024-05-31, 7d or yesterday.")
    }
  }
}
