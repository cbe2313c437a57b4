import Documents
import Fetching
import Storage

/// What an ingest is asked to do about pages of the web, beside what its pipeline says.
package struct WebRequest: Sendable, Equatable {
  /// How many links away from a page that was named others are fetched.
  package var depth = 0
  /// Pages that are fetched because others name them, at most.
  package var pages = WebRequest.usualPages
  /// Hosts besides a page's own that links are followed to.
  package var hosts: [String] = []
  package var allowsPrivate = false

  package static let usualPages = 10_000

  package init() {}
}

/// As it stands with its job.
extension WebRequest {
  var settings: [String: String] {
    [
      "depth": "\(depth)", "pages": "\(pages)", "hosts": hosts.joined(separator: ","),
      "allow_private": "\(allowsPrivate)",
    ]
  }

  init(_ settings: [String: String]) {
    depth = settings["depth"].flatMap { Int($0) } ?? 0
    pages = settings["pages"].flatMap { Int($0) } ?? Self.usualPages
    hosts = (settings["hosts"] ?? "").split(separator: ",").map(String.init)
    allowsPrivate = settings["allow_private"] == "true"
  }
}

extension IngestRequest {
  /// How pages are fetched.
  var webOptions: WebOptions {
    var options = plan.fetchStep?.web ?? WebOptions()
    options.maxSize = plan.fetchStep?.maxSize ?? options.maxSize
    options.allowsPrivate = options.allowsPrivate || web.allowsPrivate
    options.authorities = processEnvironment("SSL_CERT_FILE")
    return options
  }

  /// Whether there may be pages among what was named.
  var mayNamePages: Bool {
    roots.contains { if case .path = $0 { false } else { true } }
  }

  /// How links are followed; nil where they are not.
  func links(tellingOf board: ProgressBoard) -> LinkFollowing? {
    guard web.depth > 0, again == nil else { return nil }
    let scope = siteScope
    return LinkFollowing(depth: web.depth, limit: web.pages) { page, address in
      guard let source = page.source.page else { return [] }
      let asked = (page.robots ?? "").lowercased()
      guard !asked.contains("nofollow"), !asked.contains("none") else { return [] }
      let place = address.flatMap { try? WebAddress($0) } ?? source
      return scope.pages(linkedBy: page.targets, on: source, at: place, base: page.base).map(\.source)
    } found: { queued in
      board.update { $0.seen += queued }
    }
  }

  var siteScope: SiteScope {
    var scope = SiteScope()
    scope.depth = web.depth
    scope.hosts = web.hosts
    if let walk = plan.fetchStep?.walk { (scope.include, scope.exclude) = (walk.include, walk.exclude) }
    return scope
  }
}
