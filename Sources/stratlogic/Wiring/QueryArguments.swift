/// Queries on the command line, which may begin with a minus: `-type:pdf harbour`.
///
/// ArgumentParser takes what begins with one for a bundle of short options, and `-harbour` for a call for help. The commands that take queries
/// have no short option but `-h`, so before it sees them such arguments get a space in front, which a query may have and an option has not.
enum QueryArguments {
  /// `arguments` without the program's name.
  static func guarded(_ arguments: [String]) -> [String] {
    let isQuery: Bool =
      switch arguments.first {
      case "search", "suggest": true
      case "searches": arguments.dropFirst().first == "save"
      default: false
      }
    guard isQuery else { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    return arguments[..<end].map(guarded) + arguments[end...]
  }

  /// The query that such arguments make together.
  static func text(of arguments: [String]) -> String {
    arguments.map { $0.hasPrefix(" -") ? String($0.dropFirst()) : $0 }.joined(separator: " ")
  }

  private static func guarded(_ argument: String) -> String {
    let isOption = ["-", "-h"].contains(argument) || argument.hasPrefix("--")
    return argument.hasPrefix("-") && !isOption ? " " + argument : argument
  }
}
