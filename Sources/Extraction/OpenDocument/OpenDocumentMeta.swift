import Pipeline
import XML2

/// The properties of an OpenDocument (part 3, 4.3).
struct OpenDocumentMeta: StreamVisitor {
  private static let keys: [String: String] = [
    "initial-creator": "author", "creator": "last_modified_by", "subject": "subject", "description": "description",
    "keyword": "keywords", "creation-date": "created", "date": "modified", "generator": "generator",
    "language": "language", "publisher": "publisher", "printed-by": "printed_by",
  ]

  private(set) var title: String?
  private var found: [(key: String, value: String)] = []
  private var isMeta = false
  private var key: String?
  private var value: [UInt8] = []

  func report<Sink: ExtractionSink>(into output: DocumentWriter<Sink>) throws(SinkClosed) {
    let hasAuthor = found.contains { $0.key == "author" }
    for (key, value) in found {
      // Older programs name the author as the one who changed it last.
      try output.property(key == "last_modified_by" && !hasAuthor ? "author" : key, value)
    }
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    if element.name == "meta" { isMeta = true }
    guard isMeta, found.count < 500 else { return !["body", "styles", "settings", "scripts"].contains(element.name) }
    value = []
    if element.name == "user-defined" {
      key = "custom:" + Cleaning.line(element.attribute("name") ?? "")
    } else {
      key = element.name == "title" ? "title" : Self.keys[element.name]
    }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    if name == "meta" { isMeta = false }
    guard let key else { return }
    let text = String(decoding: value, as: UTF8.self)
    if key == "title" { title = title ?? DeclaredTitle.accepted(text) } else { found.append((key, text)) }
    self.key = nil
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if key != nil, value.count < 64 << 10 { value.append(contentsOf: bytes) }
  }
}
