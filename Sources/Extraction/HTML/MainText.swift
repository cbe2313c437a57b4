import XML2

/// Decides which elements of a page are its text, and which are what stands around it.
///
/// In the manner of Readability and its successors, by what all pages have: how much of a stretch is links, how long its
/// paragraphs are, what its elements are and are called. First goes what is plainly not text. Then the element that gathers most
/// paragraphs and fewest links is taken for the text; in an article what stands in its midst and is not of it goes as well.
/// Where no element is convincing, and in documentation, everything stays that did not go at first: so that what is no article
/// loses nothing. What a page sets aside is set aside as a whole element; nothing is decided by words of the text.
struct MainText {
  let nodes: [PageNode]
  let kind: PageKind
  /// Whether each element is set aside, by its number.
  var isAside: [Bool]
  /// Whether readers' comments are around the text, rather than all the text there is.
  let hasTextBesideComments: Bool

  init(_ nodes: [PageNode], _ evidence: PageEvidence) {
    self.nodes = nodes
    kind = PageKind(nodes, evidence)
    isAside = [Bool](repeating: false, count: nodes.count)
    hasTextBesideComments = Self.hasTextBesideComments(nodes)
    guard !nodes.isEmpty else { return }
    setAsidePlainly()
    if kind != .documentation { narrow() }
    // A page of nothing but navigation has that for its text.
    if keptInk == 0 { isAside = [Bool](repeating: false, count: nodes.count) }
  }

  /// Worth of paragraphs that are a text, however many comments there are.
  private static let leastWithoutComments: Float = 300

  private static func hasTextBesideComments(_ nodes: [PageNode]) -> Bool {
    var comments: Float = 0
    var index = 0
    while index < nodes.count {
      let node = nodes[index]
      let isComment = node.hints.contains(.comments) && node.tag != "body" && node.tag != "html"
      if isComment { comments += node.good }
      index = isComment ? Int(node.end) : index + 1
    }
    let rest = (nodes.first?.good ?? 0) - comments
    return rest >= leastWithoutComments || rest > comments
  }

  var regions: PageRegions { PageRegions(setAside: isAside, isArticle: kind == .article) }

  /// Ink of the elements that are text.
  var keptInk: Int { ink(in: nodes.indices) }

  private func ink(in range: Range<Int>) -> Int {
    range.reduce(0) { $0 + (isAside[$1] ? 0 : Int(nodes[$1].ownInk)) }
  }

  /// Sets aside an element and all in it.
  mutating func setAside(_ index: Int) {
    for inner in index..<Int(nodes[index].end) { isAside[inner] = true }
  }

  /// Goes through elements in order; those for which `isOut` says so are set aside and not looked into.
  mutating func setAside(in range: Range<Int>, where isOut: (inout Self, Int) -> Bool) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard isAside[index] || isOut(&self, index) else {
        index += 1
        continue
      }
      setAside(index)
      index = Int(nodes[index].end)
    }
  }

  // MARK: - The element that is the text

  /// Ink that makes a text by itself, so that it may stand for a page on which there is more.
  private static let enoughInk = 250

  private mutating func narrow() {
    let worth = worthOfElements()
    let whole = best(nodes.indices, worth) { $0.kind != .inline } ?? 0
    let named = best(whole..<Int(nodes[whole].end), worth) { $0.hints.contains(.article) }
    let root = named.flatMap { worth[$0] > 0.6 * worth[whole] ? $0 : nil } ?? whole
    let range = root..<Int(nodes[root].end)
    guard worth[root] > 0, isConvincing(range) else { return }
    let isBare = isBare(around: range)
    for index in nodes.indices where !range.contains(index) && !isLead(index, of: root, in: whole) {
      if isBare, isTitle(index, of: root) { continue }
      isAside[index] = true
    }
    guard kind == .article else { return }
    tidy(range)
    setAsideIdleHeadings(range)
  }

  /// Whether elements stand for the text of the page: in an article when they hold most of it or enough for a text, elsewhere only
  /// when little but links is beside them.
  private func isConvincing(_ range: Range<Int>) -> Bool {
    let (inside, all) = (ink(in: range), keptInk)
    if kind == .article { return inside * 2 > all || inside > Self.enoughInk }
    let plain = range.reduce(0) { $0 + (isAside[$1] ? 0 : Int(nodes[$1].plainInk)) }
    let rest = nodes.indices.reduce(-plain) { $0 + (isAside[$1] ? 0 : Int(nodes[$1].plainInk)) }
    return inside * 2 > all && rest * 10 < plain
  }

  /// Ink of a paragraph or two, and of the heading, byline and the like with which a page of so few is still nothing but its text.
  private static let (fewParagraphs, littleBeside) = (500, 200)

  /// Whether a page is short, and next to nothing is left of it around the element that is its text: then what stands above that is its
  /// heading, and no banner.
  private func isBare(around range: Range<Int>) -> Bool {
    let inside = ink(in: range)
    return inside <= Self.fewParagraphs && keptInk - inside <= Self.littleBeside
  }

  /// Whether an element is the heading of the page, or in it, and stands before the body.
  private func isTitle(_ index: Int, of body: Int) -> Bool {
    guard index < body, !isAside[index] else { return false }
    var place = index
    while nodes[place].kind == .inline, nodes[place].parent >= 0 { place = Int(nodes[place].parent) }
    return nodes[place].tag == "h1" && nodes[place].linkDensity < 0.5
  }

  /// What is left of each element: its paragraphs, less the ink of its lists of links.
  private func worthOfElements() -> [Float] {
    var worth = [Float](repeating: 0, count: nodes.count)
    for index in nodes.indices.reversed() where !isAside[index] {
      let node = nodes[index]
      worth[index] += node.ownWorth
      if node.parent >= 0 { worth[Int(node.parent)] += worth[index] }
    }
    return worth
  }

  /// The innermost of the elements that are worth most.
  private func best(_ range: Range<Int>, _ worth: [Float], where isCandidate: (PageNode) -> Bool) -> Int? {
    var best: Int?
    for index in range.reversed() where !isAside[index] && isCandidate(nodes[index]) {
      if worth[index] > best.map({ worth[$0] }) ?? -.infinity { best = index }
    }
    return best
  }

  /// Elements that a lead may be below the one that holds it together with the body.
  private static let leadDepth = 16

  /// Whether an element that stands before the body of an article leads into it: a paragraph without links, in the same article.
  private func isLead(_ index: Int, of body: Int, in whole: Int) -> Bool {
    let node = nodes[index]
    guard kind == .article, !isAside[index], index < body, node.ownInk >= 60, node.ownLinkedInk == 0, node.tag != "h1"
    else {
      return false
    }
    var place = index
    for _ in 0..<Self.leadDepth {
      let around = nodes[place]
      if around.end > body {
        return place >= whole || around.hints.contains(.article) || around.tag == "article" || around.tag == "main"
      }
      let isOther = !around.hints.isDisjoint(with: [.caption, .byline, .aside, .beside, .note])
      guard !isOther || around.tag == "header", around.parent >= 0 else { return false }
      place = Int(around.parent)
    }
    return false
  }
}
