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

  /// Narrows a query by them, beside its own conditions. `now` is in seconds since 1970.
  func narrow(_ tree: inout QueryTree, now: Int64) {
    let single: [(QueryOption, String?)] = [(.type, type), (.language, language), (.since, since), (.until, until)]
    for (option, value) in single + tags.map({ (.tag, $0) }) {
      if let value { tree.add(option, value, now: now) }
    }
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
