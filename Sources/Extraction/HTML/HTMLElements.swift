import XML2

/// What an HTML element means for the text around it.
enum HTMLElement {
  /// Part of the line it stands in.
  case inline
  /// Begins and ends a line.
  case line
  /// Begins and ends a paragraph.
  case paragraph
  /// A paragraph that says what the following ones are about.
  case heading
  /// A cell of a table: set off by a tab.
  case cell
  case lineBreak
  /// White space counts.
  case preformatted
  /// Nothing in it is text for a reader.
  case skipped
  /// What is for readers whose program shows no scripts, frames or plug-ins.
  case fallback
  case title, meta, link, image, root

  private static let table: [MarkupTag: HTMLElement] = {
    var table: [MarkupTag: HTMLElement] = [
      "td": .cell, "th": .cell, "br": .lineBreak, "title": .title, "meta": .meta, "link": .link, "img": .image,
      "html": .root, "pre": .preformatted, "listing": .preformatted, "xmp": .preformatted, "textarea": .preformatted,
    ]
    let lines: [MarkupTag] = [
      "li", "dt", "dd", "tr", "option", "hr", "legend", "summary", "caption", "figcaption", "optgroup", "thead",
      "tbody",
      "tfoot", "div", "center", "body", "head",
    ]
    let paragraphs: [MarkupTag] = [
      "p", "ul", "ol", "dl", "table", "section", "article", "aside", "header",
      "footer",
      "nav", "main", "blockquote", "figure", "form", "fieldset", "address", "details", "dialog", "hgroup", "menu",
      "dir",
    ]
    let skipped: [MarkupTag] = [
      "script", "style", "template", "rp", "datalist", "base",
    ]
    let fallbacks: [MarkupTag] = ["noscript", "iframe", "object", "applet", "noembed", "noframes"]
    let headings: [MarkupTag] = ["h1", "h2", "h3", "h4", "h5", "h6"]
    for tag in headings { table[tag] = .heading }
    for tag in lines { table[tag] = .line }
    for tag in paragraphs { table[tag] = .paragraph }
    for tag in skipped { table[tag] = .skipped }
    for tag in fallbacks { table[tag] = .fallback }
    return table
  }()

  struct Lookup: Sendable {
    private let elements = WordTable(HTMLElement.table.map { ($0.key.word, $0.value) })

    subscript(tag: MarkupTag) -> HTMLElement { elements[tag.word] ?? .inline }

    /// Elements that may lie around the title of a drawing.
    private static let drawingDepth = 16

    /// What an element means with its attributes: a template of a shadow tree is shown, any other is for programs. The title of a drawing is
    /// not the page's.
    func kind(of element: borrowing MarkupElement) -> HTMLElement {
      let kind = self[element.tag]
      if kind == .title, element.isInside("svg", levels: Self.drawingDepth) { return .skipped }
      guard kind == .skipped, element.tag == "template" else { return kind }
      return element.withAttribute("shadowrootmode") { _ in true } == true ? .line : kind
    }
  }

  static let lookup = Lookup()
}
