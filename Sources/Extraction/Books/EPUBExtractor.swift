import Archive
import Documents
import Pipeline
import XML2

/// EPUB: the chapters in the order of the book's spine, and what its package says of it (EPUB 3.3, and 2.0.1).
enum EPUBExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "epub", version: 3, libraries: OfficePackage.libraries)

  private static let keys = [
    "creator": "author", "contributor": "contributor", "language": "language", "publisher": "publisher",
    "date": "created", "identifier": "identifier", "description": "description", "subject": "keywords",
    "rights": "rights", "source": "source",
  ]

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let zip: ZipPackage
    do throws(ExtractionError) { zip = try ZipPackage(source.bytes) } catch { return error }
    guard let main = try packageDocument(of: zip), let content = zip.load([main])[main] else {
      return zip.hasEncryptedMembers ? .encrypted : .corrupt("it has no package document")
    }
    var book = BookPackage(main)
    try content.showMarkup(to: &book)
    for (name, text) in book.properties {
      if let key = keys[name] { try output.property(key, text) }
    }
    if let title = book.properties.first(where: { $0.name == "title" })?.text { try output.title(title) }
    let chapters = book.chapters
    if try isLocked(zip, chapters: chapters) { return .encrypted }
    try read(chapters, of: zip, source.decoders, FlowWriter(output))
    return zip.problem
  }

  private static func packageDocument(of zip: ZipPackage) throws(SinkClosed) -> String? {
    let member = "META-INF/container.xml"
    var look = AttributeLook(element: "rootfile", attribute: "full-path")
    try zip.load([member])[member]?.showMarkup(to: &look)
    return look.values.first { zip.contains($0) } ?? zip.names.first { $0.hasSuffix(".opf") }
  }

  /// Fonts may be scrambled in any book; only where chapters are is the book locked.
  private static func isLocked(_ zip: ZipPackage, chapters: [String]) throws(SinkClosed) -> Bool {
    let member = "META-INF/encryption.xml"
    var look = AttributeLook(element: "CipherReference", attribute: "URI")
    try zip.load([member])[member]?.showMarkup(to: &look)
    let locked = Set(look.values.map { PackagePaths.resolve($0, from: "") })
    return zip.hasEncryptedMembers || chapters.contains(where: locked.contains)
  }

  private static func read<Sink: ExtractionSink>(
    _ chapters: [String], of zip: ZipPackage, _ decoders: CharacterDecoders, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    for start in stride(from: 0, to: chapters.count, by: 64) where !writer.isFull {
      let batch = chapters[start..<min(start + 64, chapters.count)]
      let parts = zip.load(batch)
      for chapter in batch where !writer.isFull {
        guard let content = parts[chapter] else { continue }
        try BookChapter.show(content, decoders, writer)
        try writer.endStretch()
      }
    }
  }
}

/// The package document: what the book is, and in which order its files are read.
private struct BookPackage: StreamVisitor {
  private let path: String
  private(set) var properties: [(name: String, text: String)] = []
  private var files: [String: String] = [:]
  private var spine: [String] = []
  private var isMetadata = false
  private var text: [UInt8] = []

  init(_ path: String) { self.path = path }

  /// Members of the container, in reading order.
  var chapters: [String] { spine.compactMap { files[$0] } }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    switch element.name {
    case "metadata": isMetadata = true
    case "item":
      if let id = element.attribute("id"), let target = element.attribute("href"), files.count < 100_000 {
        files[id] = PackagePaths.resolve(target, from: path)
      }
    case "itemref": if let id = element.attribute("idref"), spine.count < 100_000 { spine.append(id) }
    default: break
    }
    text.removeAll(keepingCapacity: true)
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    if name == "metadata" { isMetadata = false }
    guard isMetadata, !text.isEmpty, properties.count < 500 else { return }
    properties.append((name, String(decoding: text, as: UTF8.self)))
    text.removeAll()
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if isMetadata, text.count < 64 << 10 { text.append(contentsOf: bytes) }
  }
}

/// The values of one attribute of one element, wherever it stands.
struct AttributeLook: StreamVisitor {
  let element: String
  let attribute: String
  private(set) var values: [String] = []

  init(element: String, attribute: String) {
    self.element = element
    self.attribute = attribute
  }

  mutating func open(_ found: borrowing StreamElement) throws(SinkClosed) -> Bool {
    if found.name == element, values.count < 100_000, let value = found.attribute(attribute) { values.append(value) }
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}
