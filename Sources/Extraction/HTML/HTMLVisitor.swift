import Pipeline
import XML2

/// Makes the text of a page as a reader would see it, from the walk over its tree, and apart from it the text of what stands
/// around.
///
/// White space is collapsed byte by byte into reused buffers; what stands between two words is remembered as a `Gap` and
/// only written when the second comes, so that no text begins or ends with it.
struct HTMLVisitor<Sink: ExtractionSink>: MarkupVisitor {
  /// More than any heading that is kept; a page that never ends one is not held twice.
  private static var headingBytes: Int { 2_048 }

  private let output: DocumentWriter<Sink>
  private let regions: PageRegions
  private let elements = HTMLElement.lookup
  private let isFromServer: Bool
  private var metadata: HTMLMetadata<Sink>
  private var text = FlowingText()
  /// What is set aside: held whole, since it comes behind the text.
  private var boilerplate = FlowingText()
  private var preformatted = 0
  /// The number of the last element that was opened, as `PageSurvey` counts them.
  private var number = -1
  /// Whether each open element is set aside.
  private var setAside: [Bool] = []
  /// The characters of the title element, while it is open.
  private var title: [UInt8]?
  private var hasTitle = false
  private var isTitled = false
  /// The characters of the heading element that is open.
  private var heading: [UInt8]?
  /// Whether that heading is set aside, so that it is the title at most.
  private var isSpareHeading = false
  /// Elements that are open and are for readers without scripts or frames.
  private var fallbacks = 0
  /// The link that is open: its target, where it is one of the text, and its characters.
  private var link: (target: String?, isAuthor: Bool, text: [UInt8])?

  /// `body` is text that is not in the page's elements, and comes before theirs. Of a page that is from a server, all links are reported,
  /// those of its navigation, too, and what they are to be read by: they may be followed. `address` is where it was.
  init(
    output: DocumentWriter<Sink>, regions: PageRegions, structured: StructuredData, body: String? = nil,
    isFromServer: Bool = false, address: String? = nil
  ) {
    self.output = output
    self.regions = regions
    self.isFromServer = isFromServer
    metadata = HTMLMetadata(output: output, structured: structured, isFromServer: isFromServer, address: address)
    var body = body ?? ""
    body.withUTF8 { text.appendVerbatim($0) }
    text.gap(.paragraph)
  }

  mutating func open(_ element: borrowing MarkupElement) throws(SinkClosed) -> Bool {
    let kind = elements.kind(of: element)
    if element.tag == "base", let target = element.attribute("href") { try metadata.base(target) }
    if isFromServer { try follow(element) }
    guard !output.isFull, kind != .skipped else { return false }
    number += 1
    // Only the first title is the page's: drawings in it have titles of their own.
    if kind == .title, hasTitle { return false }
    setAside.append(regions.isSetAside(number))
    if heading != nil, kind != .inline { heading?.append(UInt8(ascii: " ")) }
    switch kind {
    case .inline: try openInline(element)
    case .skipped: break
    case .fallback:
      fallbacks += 1
      boilerplate.gap(.line)
      if !isSetAside { text.gap(.line) }
      showFrame(element)
    case .line: gap(.line)
    case .paragraph: gap(.paragraph)
    case .heading:
      gap(.paragraph)
      isSpareHeading = isSetAside
      if !isSetAside || element.tag == "h1" { heading = [] }
    case .cell: gap(.tab)
    case .lineBreak: breakLine()
    case .preformatted:
      gap(.paragraph)
      if element.tag == "textarea" { showValue(of: element) }
      preformatted += 1
    case .title: title = []
    case .meta: try metadata.meta(element)
    case .link: try metadata.link(element)
    case .root: try metadata.root(element)
    case .image: showAlternative(of: element)
    }
    return true
  }

  mutating func close(_ element: borrowing MarkupElement) throws(SinkClosed) {
    switch elements.kind(of: element) {
    case .inline:
      if isSetAside { gap(.space) }
      try closeInline(element)
    case .lineBreak, .skipped, .meta, .link, .root, .image: break
    case .fallback:
      fallbacks -= 1
      boilerplate.gap(.line)
      if !isSetAside { text.gap(.line) }
    case .line: gap(.line)
    case .cell: gap(.tab)
    case .paragraph: gap(.paragraph)
    case .heading:
      gap(.paragraph)
      try endHeading()
    case .preformatted:
      gap(.paragraph)
      preformatted -= 1
    case .title: try endTitle()
    }
    setAside.removeLast()
    if text.bytes.count >= 32 << 10 { try handOver() }
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if let count = heading?.count, count < Self.headingBytes {
      heading?.append(contentsOf: bytes.prefix(Self.headingBytes))
    }
    if link != nil, (link?.text.count ?? 0) < Self.headingBytes {
      link?.text.append(contentsOf: bytes.prefix(Self.headingBytes))
    }
    if title != nil {
      title?.append(contentsOf: bytes)
    } else {
      append(bytes, verbatim: preformatted > 0, aside: isSetAside)
    }
  }

  /// Hands over what is left, after the walk.
  mutating func finish() throws(SinkClosed) {
    try handOver()
    try metadata.finish(hasTitle: isTitled)
    guard !boilerplate.bytes.isEmpty else { return }
    try output.beginBoilerplate()
    try boilerplate.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try output.write(bytes) }
  }

  private mutating func handOver() throws(SinkClosed) {
    try text.bytes.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try output.write(bytes) }
    text.removeAll()
  }

  // MARK: - Text

  private var isSetAside: Bool { setAside.last ?? false }

  /// Adds characters to the text or to what stands around it. More of that than is kept of a whole document is not gathered.
  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>, verbatim: Bool, aside: Bool) {
    switch (aside, verbatim) {
    case (false, false): text.append(bytes)
    case (false, true): text.appendVerbatim(bytes)
    case (true, _) where boilerplate.bytes.count > output.textLimit: break
    case (true, false): boilerplate.append(bytes)
    case (true, true): boilerplate.appendVerbatim(bytes)
    }
  }

  private mutating func gap(_ gap: Gap) {
    text.gap(gap)
    boilerplate.gap(gap)
  }

  private mutating func breakLine() {
    if isSetAside { boilerplate.breakLine() } else { text.breakLine() }
  }

  /// What stands for a picture is text, but in an article, where the text does without.
  private mutating func showAlternative(of image: borrowing MarkupElement) {
    // Where there are no scripts, a page shows again the pictures that a script would.
    guard title == nil, fallbacks == 0 else { return }
    let aside = isSetAside || regions.isArticle
    gap(.space)
    image.withAttribute("alt") { append($0, verbatim: false, aside: aside) }
    gap(.space)
  }

  /// What stands in a field, or is proposed for it, or on a button: around the text, as it is of the form and not of the page.
  private mutating func showValue(of field: borrowing MarkupElement) {
    let kind = field.withAttribute("type") { MarkupTag(reading: $0) }
    if let kind, Self.unseen.contains(kind) { return }
    boilerplate.gap(.space)
    field.withAttribute("value") { append($0, verbatim: false, aside: true) }
    boilerplate.gap(.space)
    field.withAttribute("placeholder") { append($0, verbatim: false, aside: true) }
    boilerplate.gap(.space)
  }

  /// Types of fields whose value nobody sees.
  private static var unseen: [MarkupTag] {
    ["hidden", "password", "checkbox", "radio", "image", "file", "color", "range"]
  }

  /// A frame's document that is written into the page itself stands around the text.
  private mutating func showFrame(_ frame: borrowing MarkupElement) {
    guard let document = frame.attribute("srcdoc") else { return }
    var gatherer = FrameText()
    Array(document.utf8).withUnsafeBytes { bytes in
      if let tree = try? PageTree.parse(bytes) { tree.walk(&gatherer) }
    }
    gatherer.text.bytes.withUnsafeBufferPointer { append($0, verbatim: true, aside: true) }
    boilerplate.gap(.line)
  }

  // MARK: - Links, authors, dates

  /// Reports links that no text belongs to, and where all links begin.
  private mutating func follow(_ element: borrowing MarkupElement) throws(SinkClosed) {
    switch element.tag {
    case "area": if let target = element.attribute("href") { try output.link(to: target, "") }
    case "frame", "iframe": if let target = element.attribute("src") { try output.link(to: target, "") }
    default: break
    }
  }

  private mutating func openInline(_ element: borrowing MarkupElement) throws(SinkClosed) {
    if element.tag == "time" { return try metadata.time(element) }
    if element.tag == "input" { return showValue(of: element) }
    guard element.tag == "a" else { return }
    let target = isSetAside && !isFromServer ? nil : element.attribute("href")
    let isAuthor = element.withAttribute("rel") { $0.elementsEqual("author".utf8) } ?? false
    if target != nil || isAuthor { link = (target, isAuthor, []) }
  }

  private mutating func closeInline(_ element: borrowing MarkupElement) throws(SinkClosed) {
    guard element.tag == "a", let link else { return }
    self.link = nil
    let text = String(decoding: link.text, as: UTF8.self)
    if link.isAuthor { try metadata.author(text) }
    if let target = link.target { try output.link(to: target, text) }
  }

  // MARK: - Titles

  private mutating func endTitle() throws(SinkClosed) {
    guard let bytes = title else { return }
    title = nil
    hasTitle = true
    isTitled = bytes.contains { $0 > 0x20 }
    try output.title(String(decoding: bytes, as: UTF8.self))
  }

  private mutating func endHeading() throws(SinkClosed) {
    guard let bytes = heading else { return }
    heading = nil
    let text = String(decoding: bytes, as: UTF8.self)
    metadata.heading(text, isSpare: isSpareHeading)
    if !isSpareHeading { try output.heading(text) }
  }
}
