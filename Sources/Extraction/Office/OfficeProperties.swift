import Pipeline
import XML2

/// What an office document says of itself: `docProps/core.xml`, `app.xml` and `custom.xml` (ECMA-376 part 2, clause 11; part 1, 15.2.12).
enum OfficeProperties<Sink: ExtractionSink> {
  /// The elements, and the property that each is. Counts of words and the like are not of the document but of its program.
  private static var keys: [String: String] {
    [
      "creator": "author", "subject": "subject", "description": "description", "keywords": "keywords",
      "lastModifiedBy": "last_modified_by", "created": "created", "modified": "modified", "category": "category",
      "contentStatus": "status", "language": "language", "revision": "revision", "version": "version",
      "identifier": "identifier", "Application": "generator", "Company": "company", "Manager": "manager",
      "Template": "template",
    ]
  }

  static var members: [String] { ["docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"] }

  /// Reports the properties in `parts`, and returns the title.
  static func report(_ parts: [String: [UInt8]], into output: DocumentWriter<Sink>) throws(SinkClosed) -> String? {
    var title: String?
    let keys = keys
    var fields = ElementTexts(of: Set(keys.keys).union(["title"]))
    for member in members.prefix(2) { try parts[member]?.showMarkup(to: &fields) }
    for (name, text) in fields.found {
      if name == "title" { title = title ?? text } else if let key = keys[name] { try output.property(key, text) }
    }
    var custom = CustomProperties()
    try parts["docProps/custom.xml"]?.showMarkup(to: &custom)
    for (name, value) in custom.found { try output.property("custom:\(name)", value) }
    return title.flatMap(DeclaredTitle.accepted)
  }
}

/// Properties that an author named.
private struct CustomProperties: StreamVisitor {
  private(set) var found: [(name: String, value: String)] = []
  private var name: String?
  private var value: [UInt8] = []

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    if element.name == "property" {
      name = element.attribute("name")
      value = []
    }
    return found.count < 500
  }

  mutating func close(_ element: String) throws(SinkClosed) {
    guard element == "property", let name else { return }
    found.append((Cleaning.line(name), String(decoding: value, as: UTF8.self)))
    self.name = nil
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if name != nil, value.count < 4_096 { value.append(contentsOf: bytes) }
  }
}

/// The title that a document declares. Many declare one that a program or a template put there, which is worse than none.
enum DeclaredTitle {
  private static let fillers: Set<String> = [
    "powerpoint presentation", "powerpoint-präsentation", "présentation powerpoint", "presentación de powerpoint",
    "presentazione standard di powerpoint", "apresentação do powerpoint", "презентация powerpoint", "slide 1", "title",
    "untitled", "document", "document1", "dokument1", "microsoft word document", "no slide title", "presentation title",
    "unknown", "normal", "template", "sheet1", "book1", "default",
  ]

  /// The title as one line; nil when it says nothing of this document.
  static func accepted(_ raw: String) -> String? {
    let line = Cleaning.line(raw)
    let bare = line.hasPrefix("Microsoft Word - ") ? String(line.dropFirst(17)) : line
    return bare.isEmpty || fillers.contains(bare.lowercased()) ? nil : bare
  }
}
