import Documents
import Indexing
import SystemPackage

/// Everything that is indexed of a document besides its text, wherever it is known from: a batch or the tables. The same by both
/// ways, so that an entry that is made anew differs from the former one in what has changed only.
struct IndexedDocument {
  /// `artifacts.doc_id`.
  var number: Int32
  let type: String
  let mediaType: String
  /// ISO 639-1; nil where it is not known.
  let language: String?
  let title: String
  /// `artifacts.tags` and `artifacts.keywords`.
  let labels: [String]
  let keywords: [String]
  let headings: [String]
  /// `metadata_tags`: key and value. Not those of keyphrases, whose value is how good they are: nobody asks for that.
  let properties: [(key: String, value: String)]
  let places: [IndexedPlace]
  /// Of the newest source, in nanoseconds since 1970.
  let modified: Int64

  /// Whether the index says the same of both, but for their numbers.
  func isIndexed(as other: IndexedDocument) -> Bool {
    let own = properties.map { [$0.key, $0.value] }.sorted { $0.lexicographicallyPrecedes($1) }
    let others = other.properties.map { [$0.key, $0.value] }.sorted { $0.lexicographicallyPrecedes($1) }
    return (type, mediaType, language, title) == (other.type, other.mediaType, other.language, other.title)
      && (labels, keywords, headings) == (other.labels, other.keywords, other.headings) && own == others
      && places == other.places && modified == other.modified
  }

  var attributes: DocumentAttributes {
    DocumentAttributes(
      identifier: number, type: type, mediaType: mediaType, language: language, folders: places.map(\.folder),
      modified: modified / 1_000_000_000, labels: labels, properties: properties)
  }

  /// What stands before the body, in the order of zones; of each zone, texts that have nothing to do with each other.
  var heads: [(zone: Zone, texts: [String])] {
    var names: [String] = []
    for place in places where !names.contains(place.name) { names.append(place.name) }
    return [
      (.title, names.contains(title) ? [] : [title]), (.name, names), (.keywords, labels + keywords),
      (.headings, headings),
    ]
  }
}

extension IndexedDocument {
  /// A document of a batch, as its row will be.
  init(_ record: DocumentRecord, number: Int32) {
    self.init(
      number: number, type: record.type.rawValue, mediaType: record.mediaType.rawValue.shortened(to: 100),
      language: record.language,
      title: record.title.shortened(to: 500), labels: record.labels, keywords: record.keywords,
      headings: record.headings,
      properties: record.tags.filter { $0.type != "keyphrase" }.map { ($0.key.shortened(to: 100), $0.value) },
      places: [IndexedPlace(record.fetched.entry.source)], modified: record.fetched.entry.identity.modified)
  }
}

/// The name under which a document is found, and where. Undecodable bytes of a name become U+FFFD.
struct IndexedPlace: Equatable {
  let name: String
  /// The folder; of an address the host and the folder there.
  let folder: String

  init(_ source: SourceURL) {
    if let path = source.path {
      name = path.lastComponent?.string ?? ""
      folder = path.removingLastComponent().string
    } else {
      let address = source.string.drop { $0 != ":" }.drop { $0 == ":" || $0 == "/" }
      let steps = address.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
      let last = steps.dropFirst().last ?? ""
      name = String(decoding: PercentDecoding.bytes(of: last), as: UTF8.self)
      folder = steps.count < 2 ? steps.joined() : steps.dropLast().joined(separator: "/")
    }
  }
}
