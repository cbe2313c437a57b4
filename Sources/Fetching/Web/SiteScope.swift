package import Documents

/// Which links a job follows: those within the site of the page they stand in, and to hosts that were named.
package struct SiteScope: Sendable {
  /// How many links may lead to a page; 0 follows none.
  package var depth = 0
  /// Hosts whose pages are fetched as well, with those below them.
  package var hosts: [String] = []
  /// When not empty, only pages whose path matches one of these are followed to.
  package var include: [Glob] = []
  package var exclude: [Glob] = []

  package init() {}

  /// The pages that links on a page lead to. The page was named as `source`, and was at `address` in the end; `base` is where it
  /// says that links begin.
  package func pages(linkedBy targets: [String], on source: WebAddress, at address: WebAddress, base: String?)
    -> [WebAddress]
  {
    let start = base.flatMap { address.resolving($0) } ?? address
    var seen: Set<WebAddress> = []
    return targets.compactMap { target in
      guard let page = start.resolving(target), seen.insert(page).inserted, isWanted(page) else { return nil }
      return isInScope(page, of: source) || page.site == address.site ? page : nil
    }
  }

  /// Whether a page belongs to the site of another one, or to one that was named.
  package func isInScope(_ page: WebAddress, of other: WebAddress) -> Bool {
    page.site == other.site || hosts.contains { page.host == $0 || page.host.hasSuffix("." + $0) }
  }

  private func isWanted(_ page: WebAddress) -> Bool {
    let path = Array(page.path.utf8).dropFirst()
    let isFolder = page.path.hasSuffix("/")
    guard !exclude.contains(where: { $0.matches(path, isFolder: isFolder) }) else { return false }
    return include.isEmpty || include.contains { $0.matches(path, isFolder: false) }
  }
}

extension WebAddress {
  /// What belongs together: a host, with or without `www.`, and its port.
  fileprivate var site: String {
    let name = host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    return port.map { "\(name):\($0)" } ?? name
  }
}
