/// Builds a segment from documents, in memory.
///
/// For each document in the order of their identifiers: `begin`, `add` its text zone by zone, `end`; then `finish`. Memory grows
/// with the index that comes of it, about a third of the text, and not with the text.
package struct SegmentBuilder: ~Copyable {
  /// Places that no word takes between the zones of a document, and between texts apart in one, so that no phrase crosses from one into the next.
  package static let zoneGap = 8
  /// Properties with a longer key or value are left out: nobody types them.
  private static let longestProperty = 200

  private let defaultLanguage: String
  private var lexer = Lexer()
  private var recorder = WordRecorder()
  private var languages: [String: SegmentLanguage] = [:]
  private let plain = SegmentLanguage(number: 0, language: nil)
  private var zones = ZoneEnds()
  private var columns = SegmentColumns()
  private var document: OpenDocument?

  /// `defaultLanguage` stems words of texts whose language is not known.
  package init(defaultLanguage: String = "en") { self.defaultLanguage = defaultLanguage }

  package var documents: Int { columns.identifiers.count }

  /// Memory held for postings and the dictionary.
  package var byteCount: Int { recorder.table.byteCount + zones.byteCount }

  /// Begins a document. Identifiers ascend from document to document.
  package mutating func begin(_ attributes: DocumentAttributes) {
    precondition(document == nil, "the document before was ended")
    let isNext = columns.identifiers.last.map { $0 < attributes.identifier } ?? (attributes.identifier >= 0)
    precondition(isNext, "identifiers ascend")
    document = OpenDocument(attributes)
    recorder.begin(Int32(columns.identifiers.count))
    for (key, value) in attributes.properties
    where key.utf8.count <= Self.longestProperty && value.utf8.count <= Self.longestProperty {
      recorder.note(property: TermKey(property: "tag", value: "\(key)=\(value)"))
    }
  }

  /// Indexes a text. Zones come in the order of `Zone`; further texts of a zone continue it, as pages do a body, and phrases go
  /// on from one into the next, unless it `isApart`, as one heading is from another.
  ///
  /// `language` is ISO 639-1, nil where it is not known; words of languages without a stemmer are their own stems. Returns the
  /// position of the text's first word.
  package mutating func add(_ text: String, to zone: Zone, language: String?, isApart: Bool = false) -> Int {
    guard var document else { preconditionFailure("a document was begun") }
    let first = document.enter(zone, gap: Self.zoneGap, isApart: isApart)
    let language = segmentLanguage(language ?? defaultLanguage)
    recorder.isBody = zone == .body
    var text = text
    let end = text.withUTF8 { Self.record($0, from: first, language, &lexer, &recorder) }
    document.leave(zone, from: first, to: end)
    self.document = document
    return first
  }

  /// Ends the document that was begun.
  package mutating func end() -> DocumentMeasure {
    guard let document else { preconditionFailure("a document was begun") }
    self.document = nil
    zones.append(document.ends)
    columns.append(document.measures)
    appendValues(of: document.attributes)
    return DocumentMeasure(bodyLength: document.measures.bodyLength, sketch: recorder.sketch.sketch)
  }

  /// Hands over the segment's blocks in order of kind and key, and what else it consists of.
  package consuming func finish<E>(_ body: (SegmentBlock) throws(E) -> Void) throws(E) -> SegmentSummary {
    precondition(document == nil, "the last document was ended")
    try recorder.table.write(zones: zones, body)
    return columns.summary(languages: Set(languages.keys))
  }

  private mutating func appendValues(of attributes: DocumentAttributes) {
    let values: [(SegmentColumn, [String])] = [
      (.types, [attributes.type]), (.mediaTypes, [attributes.mediaType]),
      (.languages, attributes.language.map { [$0] } ?? []), (.folders, attributes.folders),
      (.labels, attributes.labels),
    ]
    for (column, values) in values {
      columns.append(places: values.map { columns.place(of: $0, in: column) }, to: column)
    }
  }

  private mutating func segmentLanguage(_ language: String) -> SegmentLanguage {
    if let known = languages[language] { return known }
    guard let code = Stemming.stemmedLanguage(language) else { return plain }
    if let known = languages[code] { return known }
    let language = SegmentLanguage(number: UInt8(languages.count + 1), language: code)
    languages[code] = language
    return language
  }

  /// A function of its own because the lexer's closure may hold only one of the two.
  private static func record(
    _ text: UnsafeBufferPointer<UInt8>, from position: Int, _ language: SegmentLanguage, _ lexer: inout Lexer,
    _ recorder: inout WordRecorder
  ) -> Int {
    lexer.words(in: text, from: position) { recorder.note($0, language: language) }
  }
}
