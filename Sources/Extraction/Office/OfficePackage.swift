import Archive
import Pipeline
import XML2

/// A document of Office Open XML: parts, and relationships that say which part is what (ECMA-376 part 2).
struct OfficePackage {
  static let libraries = ["libarchive": ArchiveReader.version, "libxml2": MarkupTree.version]

  let zip: ZipPackage

  /// - Throws: what keeps the container from being read at all.
  init(_ bytes: UnsafeRawBufferPointer) throws(ExtractionError) {
    zip = try ZipPackage(bytes)
    if zip.hasEncryptedMembers { throw .encrypted }
  }

  /// The part that is the document: what the container's own relationships say, else the place where everyone puts it.
  func mainPart(fallback: String) throws(SinkClosed) -> String? {
    let root = try Relationships(zip.load(["_rels/.rels"])["_rels/.rels"], of: "")
    let named = root.targets("officeDocument").first
    return [named, fallback].compactMap(\.self).first(where: zip.contains)
  }

  func relationships(of part: String) throws(SinkClosed) -> Relationships {
    let member = Relationships.member(of: part)
    return try Relationships(zip.load([member])[member], of: part)
  }

  /// The same for many parts, in one pass.
  func relationships(of parts: [String]) throws(SinkClosed) -> [String: Relationships] {
    let members = zip.load(parts.map(Relationships.member))
    var all: [String: Relationships] = [:]
    for part in parts { all[part] = try Relationships(members[Relationships.member(of: part)], of: part) }
    return all
  }

  /// Reports what the document says of itself, but for its title, which is returned.
  func reportProperties<Sink: ExtractionSink>(into output: DocumentWriter<Sink>) throws(SinkClosed) -> String? {
    try OfficeProperties.report(zip.load(OfficeProperties<Sink>.members), into: output)
  }

  /// Reports what the document refers to outside of itself.
  func reportLinks<Sink: ExtractionSink>(_ links: Relationships, into output: DocumentWriter<Sink>) throws(SinkClosed) {
    for link in links.all where link.isExternal { try output.link(to: link.target, "") }
  }

  /// Shows one part, however long; every piece is progress.
  func stream<Visitor: StreamVisitor, Sink: ExtractionSink>(
    _ part: String, to visitor: inout Visitor, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) where Visitor.Failure == SinkClosed {
    var pieces = 0
    try zip.stream(part, to: &visitor) { () throws(SinkClosed) in
      pieces += 1
      if pieces % 64 == 0 { try writer.output.emit(.progress) }
      return !writer.isFull
    }
  }

  /// Writes the text of charts, diagrams and the like, in one pass.
  func showDrawings<Sink: ExtractionSink>(
    _ parts: [String], _ writer: FlowWriter<Sink>, _ vocabulary: DrawingVocabulary = .drawing
  ) throws(SinkClosed) {
    guard !parts.isEmpty else { return }
    let contents = zip.load(parts)
    for part in parts {
      writer.gap(.paragraph)
      var reader = DrawingReader(writer, vocabulary)
      try contents[part]?.showMarkup(to: &reader)
    }
    try writer.endStretch()
  }
}
