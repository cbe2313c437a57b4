package import Documents

/// What a site lets programs fetch: its `robots.txt`, by RFC 9309.
///
/// Anything can be read; lines that mean nothing are passed over, as are those beyond the limit.
package struct RobotsFile: Sendable {
  /// Bytes that are read of a file; RFC 9309 asks for 500 KiB at least.
  package static let longest = 500 << 10

  private struct Rule: Sendable {
    let pattern: [UInt8]
    let isAllowed: Bool
  }

  private struct Group: Sendable {
    /// In small letters.
    var agents: [String] = []
    var rules: [Rule] = []
    var delay: Duration?
  }

  private var groups: [Group] = []

  /// Of a site that has no such file: everything may be fetched.
  package static let absent = RobotsFile(bytes: [])

  package init(bytes: [UInt8]) {
    var bytes = bytes.prefix(Self.longest)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    // Whether lines that name an agent begin a group, or add to the one that has no rules yet.
    var isNaming = false
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard let (key, value) = Self.field(line) else { continue }
      if key == "user-agent" {
        if !isNaming { groups.append(Group()) }
        isNaming = true
        groups[groups.count - 1].agents.append(value.lowercased())
      } else if let last = groups.indices.last {
        isNaming = !Self.isOfGroup(key) && isNaming
        Self.take(key, value, into: &groups[last])
      }
    }
  }

  /// Whether a program of this name (its product token, without a version) may fetch `address`.
  package func allows(_ address: WebAddress, to agent: String) -> Bool {
    guard address.target != "/robots.txt" else { return true }
    let path = Array(address.target.utf8)
    var best: (length: Int, isAllowed: Bool) = (-1, true)
    for rule in rules(for: agent) where Self.matches(rule.pattern[...], path[...]) {
      let length = rule.pattern.count
      if length > best.length || (length == best.length && rule.isAllowed) { best = (length, rule.isAllowed) }
    }
    return best.isAllowed
  }

  /// How long the site wants a program of this name to wait between two pages; not of the RFC, and widely understood.
  package func delay(for agent: String) -> Duration? { groups(for: agent).compactMap(\.delay).max() }

  private func rules(for agent: String) -> [Rule] { groups(for: agent).flatMap(\.rules) }

  /// The groups that name the agent, together; else those for everybody.
  private func groups(for agent: String) -> [Group] {
    let agent = agent.lowercased()
    let own = groups.filter { $0.agents.contains { Self.token($0) == agent } }
    return own.isEmpty ? groups.filter { $0.agents.contains("*") } : own
  }

  /// The product token at the beginning: letters, `-` and `_`. Some write a version behind it.
  private static func token(_ name: String) -> String {
    String(name.prefix { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") })
  }

  private static func isOfGroup(_ key: String) -> Bool { ["allow", "disallow", "crawl-delay"].contains(key) }

  private static func take(_ key: String, _ value: String, into group: inout Group) {
    switch key {
    case "allow", "disallow":
      // An empty rule forbids nothing.
      guard !value.isEmpty else { return }
      group.rules.append(Rule(pattern: Array(WebAddress.normalised(rule: value).utf8), isAllowed: key == "allow"))
    case "crawl-delay":
      guard let seconds = Double(value), seconds >= 0, seconds < 1e6 else { return }
      group.delay = max(group.delay ?? .zero, .milliseconds(Int64(seconds * 1000)))
    default: break
    }
  }

  /// `key: value # remark`; nil for what is no such line.
  private static func field(_ line: ArraySlice<UInt8>) -> (key: String, value: String)? {
    let content = line.prefix { $0 != UInt8(ascii: "#") }
    guard let colon = content.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let trim = { (bytes: ArraySlice<UInt8>) in
      let blank = { (byte: UInt8) in byte <= 0x20 }
      return String(decoding: bytes.drop(while: blank).reversed().drop(while: blank).reversed(), as: UTF8.self)
    }
    return (trim(content[..<colon]).lowercased(), trim(content[content.index(after: colon)...]))
  }

  /// Whether a pattern fits the beginning of a path: `*` is anything, `$` at its end is the path's end. In time that grows with
  /// the product of their lengths, whatever the pattern.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    let isAnchored = pattern.last == UInt8(ascii: "$")
    let pattern = Array(isAnchored ? pattern.dropLast() : pattern)
    let path = Array(path)
    var (at, next) = (0, 0)
    // Where the last star stands, and how far what it stands for reaches.
    var star: (pattern: Int, path: Int)?
    while true {
      if next == pattern.count, !isAnchored || at == path.count { return true }
      if next < pattern.count, pattern[next] == UInt8(ascii: "*") {
        star = (next + 1, at)
        next += 1
      } else if next < pattern.count, at < path.count, pattern[next] == path[at] {
        (at, next) = (at + 1, next + 1)
      } else if let last = star, last.path < path.count {
        star = (last.pattern, last.path + 1)
        (at, next) = (last.path + 1, last.pattern)
      } else {
        return false
      }
    }
  }
}
