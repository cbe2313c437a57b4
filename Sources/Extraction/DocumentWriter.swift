import Documents
import Pipeline

/// What extractors write into: cuts the text into parts, keeps to the limits, and reports to the sink.
///
/// Text is gathered in one buffer that leaves part by part: memory follows the size of a part, not of the document. A
/// class because an extractor shares it with the visitor that walks a tree for it; it must not outlive the call that lent
/// the sink.
final class DocumentWriter<Sink: ExtractionSink> {
  static var maximumHeadings: Int { 500 }
  /// Characters.
  private static var maximumHeadingLength: Int { 300 }

  /// What lies inside the document, as documents of their own.
  let members: MemberWriter<Sink>

  private let sink: UnsafeMutablePointer<Sink>
  private let partLimit: Int
  /// Bytes of text that are kept of a document.
  let textLimit: Int
  private var zone = TextZone.body
  private var pending: [UInt8] = []
  private var written = 0
  private var headings = 0
  private var links: Set<String> = []
  /// Links that are reported.
  var maximumLinks = 300
  private(set) var hasText = false
  /// Whether text was refused because the limit was reached.
  private(set) var isFull = false

  /// `size` is that of the document, in bytes.
  init(sink: UnsafeMutablePointer<Sink>, limits: ExtractionLimits, size: Int) {
    self.sink = sink
    members = MemberWriter(sink: sink, limits: limits.members, packed: size)
    // Any character fits into the smallest part.
    partLimit = max(8, limits.part)
    textLimit = limits.text
  }

  func emit(_ event: ExtractionEvent) throws(SinkClosed) { try sink.pointee.accept(event) }

  /// Reports a title, whole and with its white space collapsed, unless that leaves nothing.
  func title(_ raw: String) throws(SinkClosed) {
    let title = Cleaning.line(raw)
    if !title.isEmpty { try emit(.title(title)) }
  }

  /// Reports a heading as one line, unless that leaves nothing. What is long is shortened and what are many are left out: they
  /// are to weigh more than other text, and nothing is lost, since it is in the text.
  func heading(_ raw: String) throws(SinkClosed) {
    guard headings < Self.maximumHeadings else { return }
    let heading = String(Cleaning.line(raw).prefix(Self.maximumHeadingLength))
    guard !heading.isEmpty else { return }
    headings += 1
    try emit(.heading(heading))
  }

  /// Reports a property, with its white space collapsed, unless that leaves nothing.
  func property(_ key: String, _ raw: String) throws(SinkClosed) {
    let value = Cleaning.line(raw)
    if !value.isEmpty { try emit(.property(Property(key: key, value: value))) }
  }

  /// Reports what the text refers to, each target once; of many links the first, and no very long ones. Places in the document
  /// itself and programs are not targets.
  func link(to rawTarget: String, _ text: String) throws(SinkClosed) {
    let target = Cleaning.line(rawTarget)
    guard links.count < maximumLinks, (1...2_048).contains(target.utf8.count), !target.hasPrefix("#"),
      !Self.isProgram(target), links.insert(target).inserted
    else { return }
    try emit(.link(Link(target: target, text: String(Cleaning.line(text).prefix(Self.maximumHeadingLength)))))
  }

  private static func isProgram(_ target: String) -> Bool {
    let scheme = target.prefix { $0 != ":" }.lowercased()
    return scheme == "javascript" || scheme == "data"
  }

  /// Adds text, which must be normalised UTF-8; full parts leave at once.
  func write(_ text: UnsafeBufferPointer<UInt8>, pages: ClosedRange<Int>? = nil) throws(SinkClosed) {
    var rest = text[...]
    while !rest.isEmpty, !isFull {
      // Little more than a part at a time, so that a text of any size passes through.
      let room = max(1, 2 * partLimit - pending.count)
      pending.append(contentsOf: rest.prefix(room))
      rest = rest.dropFirst(room)
      try sendFullParts(pages: pages)
    }
  }

  /// Ends the text; what is written from here on stands around it.
  func beginBoilerplate() throws(SinkClosed) {
    try flush()
    zone = .boilerplate
  }

  /// Ends a stretch of text, a page or the document: all of it has left when this returns.
  func flush(pages: ClosedRange<Int>? = nil) throws(SinkClosed) {
    try sendFullParts(pages: pages)
    try send(from: 0, count: pending.count, pages: pages)
    pending.removeAll(keepingCapacity: true)
  }

  /// Sends parts until at most one part's worth is left.
  private func sendFullParts(pages: ClosedRange<Int>?) throws(SinkClosed) {
    var start = 0
    while pending.count - start > partLimit, !isFull {
      let length = cut(from: start, count: pending.count - start, limit: partLimit)
      try send(from: start, count: length, pages: pages)
      start += length
    }
    pending.removeSubrange(..<(isFull ? pending.count : start))
  }

  private func send(from start: Int, count: Int, pages: ClosedRange<Int>?) throws(SinkClosed) {
    guard count > 0, !isFull else { return }
    let kept = cut(from: start, count: count, limit: textLimit - written)
    isFull = kept < count
    written += kept
    let stretch = pending[start..<(start + kept)]
    guard stretch.contains(where: { $0 > 0x20 }) else { return try emit(.progress) }
    hasText = true
    try emit(.part(TextPart(pages: pages, zone: zone, text: String(decoding: stretch, as: UTF8.self))))
  }

  private func cut(from start: Int, count: Int, limit: Int) -> Int {
    pending.withUnsafeBufferPointer {
      TextCut.length(of: UnsafeBufferPointer(rebasing: $0[start..<(start + count)]), limit: limit)
    }
  }
}
