import Archive
import Documents
import Pipeline
import XML2

/// OpenDocument texts, sheets, presentations and drawings, and their templates: what a reader sees, what every page bears, the
/// objects within, and the macros (OASIS OpenDocument 1.3).
enum OpenDocumentExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "odf", version: 3, libraries: OfficePackage.libraries)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let zip: ZipPackage
    do throws(ExtractionError) { zip = try ZipPackage(source.bytes) } catch { return error }
    let start = zip.load(["META-INF/manifest.xml", "meta.xml", "styles.xml"])
    if try isEncrypted(start["META-INF/manifest.xml"] ?? []) || zip.hasEncryptedMembers { return .encrypted }
    guard zip.contains("content.xml") else { return .corrupt("it has no content.xml") }
    var meta = OpenDocumentMeta()
    try start["meta.xml"]?.showMarkup(to: &meta)
    try meta.report(into: output)

    let writer = FlowWriter(output)
    var reader = OpenDocumentReader(writer)
    try zip.stream("content.xml", to: &reader) { () throws(SinkClosed) in
      try output.emit(.progress)
      return !writer.isFull
    }
    try reader.finish()
    if let title = meta.title ?? reader.title { try output.title(title) }
    writer.page = nil
    var edges = OpenDocumentReader(writer, hasPages: false)
    try start["styles.xml"]?.showMarkup(to: &edges)
    try edges.finish()
    try showRest(of: zip, writer)
    return zip.problem
  }

  /// Objects that are embedded (charts, formulas, sheets), and macros in Basic.
  private static func showRest<Sink: ExtractionSink>(
    of zip: ZipPackage, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    let objects = zip.names.filter { $0.hasSuffix("/content.xml") }.prefix(200)
    let modules = zip.names.filter { $0.hasPrefix("Basic/") && $0.hasSuffix(".xml") }.prefix(200)
    guard !objects.isEmpty || !modules.isEmpty else { return }
    let parts = zip.load(Array(objects) + Array(modules))
    for name in objects {
      var reader = OpenDocumentReader(writer, hasPages: false)
      try parts[name]?.showMarkup(to: &reader)
      try reader.finish()
    }
    for name in modules {
      var texts = ElementTexts(of: ["module"])
      try parts[name]?.showMarkup(to: &texts)
      for module in texts.found { try writer.verbatim(module.text) }
    }
    try writer.endStretch()
  }

  private static func isEncrypted(_ manifest: [UInt8]) throws(SinkClosed) -> Bool {
    var visitor = EncryptionLook()
    try manifest.showMarkup(to: &visitor)
    return visitor.found
  }
}

/// The same in one XML file.
enum FlatOpenDocumentExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "flat-odf", version: 3, libraries: ["libxml2": MarkupTree.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard var stream = try? MarkupStream() else { return .outOfMemory }
    var meta = OpenDocumentMeta()
    // Properties stand at the beginning.
    try Array(source.bytes.prefix(64 << 10)).showMarkup(to: &meta)
    try meta.report(into: output)
    let writer = FlowWriter(output)
    var reader = OpenDocumentReader(writer)
    try stream.read(source.bytes, &reader)
    let interruption = try stream.finish(&reader)
    try reader.finish()
    if let title = meta.title ?? reader.title { try output.title(title) }
    return writer.isFull ? nil : interruption.map { .interrupted($0) }
  }
}

/// Whether a manifest says of any member how it was encrypted (OpenDocument 1.3 part 2, 4.4).
private struct EncryptionLook: StreamVisitor {
  private(set) var found = false

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    found = found || element.name == "encryption-data"
    return !found
  }

  mutating func close(_ name: String) throws(SinkClosed) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
}
