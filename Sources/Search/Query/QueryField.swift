import Indexing

/// What can stand before a colon.
enum QueryField: Sendable, Equatable {
  /// Words are looked for there alone.
  case zone(Zone)
  case type, mediaType, language, tag, label, source, path, site
  case since, until, date

  /// Reads a name as people type it; nil for one that is no field, whose words are searched like any others.
  init?(_ name: String) {
    guard let field = Self.names[name.lowercased()] else { return nil }
    self = field
  }

  /// Whether commas part the values: none of them can hold one.
  var takesLists: Bool { self == .type || self == .mediaType || self == .language }

  /// By which name `parsed` calls a zone.
  static func name(of zone: Zone) -> String {
    switch zone {
    case .title: "title"
    case .name: "name"
    case .keywords: "keywords"
    case .headings: "headings"
    case .body: "body"
    case .boilerplate: "boilerplate"
    }
  }

  private static let names: [String: QueryField] = [
    "title": .zone(.title), "name": .zone(.name), "file": .zone(.name), "filename": .zone(.name),
    "heading": .zone(.headings), "headings": .zone(.headings),
    "keyword": .zone(.keywords), "keywords": .zone(.keywords),
    "body": .zone(.body), "boilerplate": .zone(.boilerplate),
    "type": .type, "mime": .mediaType, "language": .language, "lang": .language,
    "tag": .tag, "label": .label, "source": .source, "path": .path, "folder": .path, "dir": .path, "site": .site,
    "since": .since, "until": .until, "date": .date,
  ]
}
