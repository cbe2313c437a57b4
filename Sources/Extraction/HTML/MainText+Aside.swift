import XML2

/// What is set aside: at first by what elements are and are called, then what stands within an article and is not of it.
extension MainText {
  /// Of the worth of a page's paragraphs: what holds more of it is text, whatever its name.
  private static let mostOfAside: Float = 0.4

  mutating func setAsidePlainly() {
    setAside(in: nodes.indices) { page, index in page.isPlainlyAside(page.nodes[index]) }
  }

  private func isPlainlyAside(_ node: PageNode) -> Bool {
    guard node.tag != "body", node.tag != "html", node.tag != "main", !node.hints.contains(.quoted) else {
      return false
    }
    if node.tag == "button" || node.tag == "select" { return true }
    // Names of inline elements and headings say how they look; only in articles do they also say what they are.
    guard kind == .article || (node.kind != .inline && node.kind != .heading) else { return false }
    if kind == .article, node.hints.contains(.comments) {
      return node.good == 0 || hasTextBesideComments
    }
    guard node.good <= Self.mostOfAside * nodes[0].good else { return false }
    if !node.hints.isDisjoint(with: [.navigation, .hidden]) { return true }
    if node.hints.contains(.promotion) { return kind == .article || node.landmarks == 0 }
    return isBeside(node)
  }

  private func isBeside(_ node: PageNode) -> Bool {
    guard !node.hints.contains(.note) else { return false }
    if node.tag == "aside" { return true }
    if node.hints.contains(.column) { return kind == .article || node.linkDensity > 0.4 }
    guard node.hints.isDisjoint(with: [.main, .article]) else { return false }
    if node.hints.contains(.aside) { return node.linkDensity > 0.4 }
    guard kind == .article else { return false }
    if node.hints.contains(.teaser) { return node.links > 0 && node.good <= Self.mostOfAside / 2 * nodes[0].good }
    return node.hints.contains(.beside) && node.linkDensity > 0.4
  }

  /// Sets aside what stands within the text of an article: lists of links, captions, bylines, forms, parts of other articles.
  mutating func tidy(_ range: Range<Int>) {
    let whole = nodes[range.lowerBound].ink
    setAside(in: range.dropFirst()) { page, index in page.interrupts(page.nodes[index], whole) }
  }

  private func interrupts(_ node: PageNode, _ whole: Int32) -> Bool {
    if node.hints.contains(.caption), node.ink < 400 { return true }
    guard node.ink < whole / 5 * 2, node.kind != .inline, node.kind != .heading else { return false }
    if node.linkDensity > 0.55, node.links >= 2 || node.tag == "p" { return true }
    if node.ink < whole / 5, node.tag == "article" || node.tag == "form" { return true }
    if node.hints.contains(.byline), node.ink < 150 { return true }
    guard node.hints.isDisjoint(with: [.note, .main, .article]) else { return false }
    return !node.hints.isDisjoint(with: [.aside, .beside]) && (node.linkDensity > 0.3 || node.good < 30)
  }

  /// Sets aside short headings of what was set aside: those behind which something was, and nothing is left before the next
  /// heading of their level.
  mutating func setAsideIdleHeadings(_ range: Range<Int>) {
    // Whether text follows the element that is looked at before a heading of each level.
    var isFollowed = [Bool](repeating: false, count: 7)
    var hasLost = false
    for index in range.reversed() where isAside[index] || nodes[index].kind == .heading || nodes[index].ownInk > 0 {
      let node = nodes[index]
      if isAside[index] {
        hasLost = hasLost || node.ownInk > 0
      } else if node.kind == .heading {
        let level = node.headingLevel
        if hasLost, !isFollowed[level], node.ink < 80 { setAside(index) } else { hasLost = false }
        for deeper in level..<isFollowed.count { isFollowed[deeper] = false }
      } else {
        for level in isFollowed.indices { isFollowed[level] = true }
        hasLost = false
      }
    }
  }
}
