import Documents

/// What a pipeline file and a command may say about fetching pages.
package struct WebOptions: Sendable, Hashable {
  /// Pages of more bytes than this are given up, unpacked.
  package var maxSize: Int64 = 256 << 20
  /// Redirects that are followed for one page.
  package var redirects = 10
  /// The longest time for one page, in which no more than `maxSize` may come.
  package var timeout = Duration.seconds(300)
  /// Between two requests to one site, at least; its `robots.txt` may ask for more.
  package var delay = Duration.zero
  /// Requests to one site at one time.
  package var perSite = 2
  /// Whether `robots.txt` is obeyed.
  package var obeysRobots = true
  /// The name that rules of `robots.txt` may address; letters, `-` and `_`.
  package var agent = WebOptions.ownAgent
  /// Whether pages on this machine and in private networks are fetched.
  package var allowsPrivate = false
  /// A file of certificates to trust (PEM) in place of the system's.
  package var authorities: String?

  package static let ownAgent = "StratLogic"

  package init() {}

  /// Whether rules of `robots.txt` can address a program of this name (RFC 9309, 2.2.1).
  package static func isAgent(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count) && name.allSatisfy { $0.isASCII && ($0.isLetter || $0 == "-" || $0 == "_") }
  }

  /// What requests say of the program that makes them.
  var userAgent: String {
    let own = "\(Self.ownAgent)/\(ProgramVersion.text)"
    return agent == Self.ownAgent ? own : "\(agent) (\(own))"
  }
}
