import XML2

/// Measures a page, element by element, before it is decided what of it is its text.
struct PageSurvey: MarkupVisitor {
  private(set) var nodes: [PageNode] = []
  private(set) var evidence = PageEvidence()
  private(set) var structured = StructuredData()
  private var hasTitle = false
  private var open: [Int32] = []
  /// The innermost element that sets lines of its own, for each open element.
  private var blocks: [Int32] = []
  private var links = 0
  private let elements = HTMLElement.lookup
  private let words = HintWords.shared

  init() { nodes.reserveCapacity(1_024) }

  /// No element is looked at beyond these: a page of so many is not an article.
  static let limit = 1 << 20

  mutating func open(_ element: borrowing MarkupElement) throws(Never) -> Bool {
    let kind = elements.kind(of: element)
    if kind == .meta { evidence.meta(element) }
    if element.tag == "script", element.attribute("type")?.lowercased() == "application/ld+json" {
      element.withContent { structured.read($0) }
      evidence.structured(structured.type)
    }
    guard kind != .skipped, nodes.count < Self.limit else { return false }
    if kind == .title, hasTitle {
      nodes.append(PageNode(tag: element.tag, kind: kind, parent: -1, end: Int32(nodes.count + 1), hints: []))
      return false
    }
    let number = Int32(nodes.count)
    let hints = hints(of: element)
    nodes.append(PageNode(tag: element.tag, kind: kind, parent: open.last ?? -1, hints: hints))
    open.append(number)
    blocks.append(kind == .inline || kind == .lineBreak ? blocks.last ?? number : number)
    if element.tag == "a" {
      links += 1
      nodes[Int(number)].links = 1
    }
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) throws(Never) {
    guard let number = open.popLast() else { return }
    blocks.removeLast()
    if element.tag == "a" { links -= 1 }
    if nodes[Int(number)].kind == .title { hasTitle = true }
    let index = Int(number)
    nodes[index].end = Int32(nodes.count)
    nodes[index].good += max(0, nodes[index].ownWorth)
    if nodes[index].kind == .heading || nodes[index].kind == .preformatted { nodes[index].landmarks += 1 }
    let node = nodes[index]
    guard node.parent >= 0 else { return }
    let parent = Int(node.parent)
    nodes[parent].ink += node.ink
    nodes[parent].linkedInk += node.linkedInk
    nodes[parent].links += node.links
    nodes[parent].marks += node.marks
    nodes[parent].landmarks += node.landmarks
    nodes[parent].good += node.good
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(Never) {
    guard let number = open.last, let block = blocks.last, nodes[Int(number)].kind != .title else { return }
    var ink: Int32 = 0
    var marks: Int32 = 0
    for byte in bytes {
      ink += Int32(InkTable.shared.weights[Int(byte)])
      if byte == 0x2C || byte == 0x2E { marks += 1 }
    }
    guard ink > 0 else { return }
    nodes[Int(number)].ink += ink
    nodes[Int(number)].marks += marks
    nodes[Int(block)].ownInk += ink
    if links > 0 {
      nodes[Int(number)].linkedInk += ink
      nodes[Int(block)].ownLinkedInk += ink
    }
  }

  private func hints(of element: borrowing MarkupElement) -> ElementHints {
    var found = Self.tags[element.tag.word] ?? []
    if elements[element.tag] == .fallback { found.insert(.hidden) }
    var identifier: ElementHints = []
    element.forEachAttribute { name, value in
      switch Self.attributes[name.word] {
      case .names: found.formUnion(words.hints(in: value))
      case .identifier: identifier = words.hints(in: value)
      case .role: found.formUnion(Self.roles[MarkupTag(reading: value)] ?? [])
      case .hidden: found.insert(.hidden)
      case .ariaHidden: if value.elementsEqual("true".utf8) { found.insert(.hidden) }
      case .style: if Self.hides(value) { found.insert(.hidden) }
      case nil: break
      }
    }
    // A section or heading has its identifier from the words of the heading.
    if element.tag != "section", elements[element.tag] != .heading, !found.contains(.section) {
      found.formUnion(identifier)
    } else if element.tag == "section", identifier.contains(.comments), Self.isOfReaders(element) {
      found.insert(.comments)
    }
    return found
  }

  /// Whether a section is called as those of readers' comments are, and not by a heading that has such a word.
  private static func isOfReaders(_ section: borrowing MarkupElement) -> Bool {
    section.attribute("id").map { commentNames.contains($0.lowercased()) } ?? false
  }

  private static let commentNames: Set<String> = [
    "comments", "comment", "comment-section", "comments-section", "commentsection", "comment-list", "comments-list",
    "comment-area", "comments-area", "comments-wrapper", "user-comments", "reader-comments", "respond", "disqus",
    "disqus_thread",
  ]

  /// What elements are by their own names.
  private static let tags = WordTable<ElementHints>(
    ([
      ("nav", .navigation), ("footer", .navigation), ("menu", .navigation), ("dialog", .navigation), ("aside", .column),
      ("header", .beside), ("form", .beside), ("button", .beside), ("select", .beside), ("label", .beside),
      ("figcaption", .caption), ("main", .main), ("article", .main),
    ] as [(MarkupTag, ElementHints)]).map { ($0.word, $1) })

  private enum Attribute { case names, identifier, role, hidden, ariaHidden, style }

  private static let attributes = WordTable<Attribute>(
    ([
      ("class", .names), ("itemprop", .names), ("id", .identifier), ("role", .role), ("hidden", .hidden),
      ("aria-hidden", .ariaHidden), ("style", .style),
    ] as [(MarkupTag, Attribute)]).map { ($0.word, $1) })

  private static let roles: [MarkupTag: ElementHints] = [
    "navigati": .navigation, "banner": .navigation, "contenti": .navigation, "search": .navigation,
    "menu": .navigation, "menubar": .navigation, "dialog": .promotion, "alertdia": .promotion, "compleme": .column,
    "main": .main, "article": .main, "note": .note, "toolbar": .navigation,
  ]

  private static func hides(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = String(decoding: style, as: UTF8.self).lowercased().filter { $0 != " " }
    return text.contains("display:none") || text.contains("visibility:hidden")
  }
}

/// How much each byte of UTF-8 counts as ink.
private struct InkTable {
  let weights: [UInt8]

  private init() {
    weights = (0...255).map { byte in
      switch byte {
      case 0...0x20, 0x80...0xBF: 0
      case 0xE3...0xED: 3
      default: 1
      }
    }
  }

  static let shared = InkTable()
}
