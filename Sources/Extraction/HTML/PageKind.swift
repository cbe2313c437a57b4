import XML2

/// What sort of page a page is, as far as it matters for what its text is.
enum PageKind {
  /// One text: a news report, a post. What is not of it is beside it.
  case article
  /// A manual, the description of an interface: all of it is text that is not plainly navigation.
  case documentation
  /// Anything else: a list, a product, a forum, an application.
  case other

  /// More than so many elements that promote other pages or ask to share are the mark of a publication.
  private static let promotions = 2

  init(_ nodes: [PageNode], _ evidence: PageEvidence) {
    let says = (article: evidence.saysArticle, documentation: evidence.saysDocumentation)
    self =
      if says.article {
        .article
      } else if says.documentation {
        .documentation
      } else if Self.looksPublished(nodes) {
        .article
      } else if Self.isCode(nodes) {
        .documentation
      } else {
        Self.promotionCount(nodes) > Self.promotions || Self.isProse(nodes) ? .article : .other
      }
  }

  /// Whether names say that there is the body of an article, or that readers comment on one.
  private static func looksPublished(_ nodes: [PageNode]) -> Bool {
    nodes.contains { $0.isNamedBlock && !$0.hints.isDisjoint(with: [.article, .comments]) }
  }

  private static func promotionCount(_ nodes: [PageNode]) -> Int {
    nodes.count { $0.isNamedBlock && $0.hints.contains(.promotion) && !$0.hints.contains(.navigation) }
  }

  /// Whether a good part of a page is preformatted.
  private static func isCode(_ nodes: [PageNode]) -> Bool {
    let code = nodes.reduce(0) { $0 + ($1.kind == .preformatted && $1.tag != "textarea" ? Int($1.ink) : 0) }
    return code * 20 > Int(nodes.first?.ink ?? 0)
  }

  /// Whether most of a page are sentences in paragraphs.
  private static func isProse(_ nodes: [PageNode]) -> Bool {
    var (paragraphs, prose, plain) = (0, 0, 0)
    for node in nodes where node.hints.isDisjoint(with: [.navigation, .promotion, .column, .hidden]) {
      plain += Int(node.plainInk)
      guard node.plainInk >= 80, node.marks >= 2, node.tag == "p" || node.tag == "div" else { continue }
      paragraphs += 1
      prose += Int(node.plainInk)
    }
    return paragraphs >= 4 && prose * 5 > plain * 3
  }
}

extension PageNode {
  /// Whether its name can say what it is: names of inline elements and headings say how they look.
  fileprivate var isNamedBlock: Bool { kind != .inline && kind != .heading && ink > 0 }
}
