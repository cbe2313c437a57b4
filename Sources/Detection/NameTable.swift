import Documents

/// What file names say, and within which families of content they are believed.
///
/// Data only, but for the lookup at the end. A line is a media type and the suffixes (or, with a capital or a leading `=`, whole
/// names) that stand for it. Types are called as the IANA registry and Apache Tika call them.
struct NameTable {
  private let texts: [Substring: MediaType]
  private let binaries: [Substring: MediaType]
  private let containers: [MediaType: [Substring: MediaType]]

  init() {
    texts = Self.parse(Self.textNames)
    binaries = Self.parse(Self.binaryNames)
    containers = Self.containerNames.mapValues(Self.parse)
  }

  /// The type that the name gives to content of this family; nil when it has nothing to add.
  func type(of name: String, within family: MediaType, look: ContentLook) -> MediaType? {
    let key = name.split(separator: "/").last ?? ""
    let suffix = key.lastIndex(of: ".").map { key[key.index(after: $0)...].lowercased() } ?? ""
    let asText = texts["=" + key.lowercased()] ?? texts[suffix[...]]
    if !Self.isText(family) {
      if asText != nil, look.isForeignText { return asText }
      return (family == .octetStream ? binaries : containers[family])?[suffix[...]]
    }
    guard let type = asText else { return nil }
    if type == "text/x-matlab", look.isObjectiveC { return "text/x-objcsrc" }
    // All that is XML may be called so: the name says less than the content.
    if suffix == "xml", Self.isVocabulary(family) { return nil }
    // Prose is often taken for source code or for a table; but what is proven to be, say, a calendar stays one.
    let isGuess = family.rawValue.hasPrefix("text/x-") || family == "text/csv"
    return type != "text/plain" || isGuess ? type : nil
  }

  /// The type that a server gives to content of this family; nil when it has nothing to add: where it is none that names could
  /// stand for, and where it is what servers call all they do not know.
  func type(served type: MediaType, within family: MediaType) -> MediaType? {
    guard type != "text/plain", type != .octetStream, !Self.isVocabulary(family) || type != "application/xml" else {
      return nil
    }
    let table = Self.isText(family) ? texts : family == .octetStream ? binaries : containers[family]
    return table?.values.contains(type) == true ? type : nil
  }

  /// The name by which this program knows a type that libmagic calls otherwise.
  static func canonical(_ type: MediaType) -> MediaType { aliases[type] ?? type }

  /// Whether files of this family are text, so that a name may say which kind.
  private static func isText(_ family: MediaType) -> Bool {
    family.topLevel == "text" || textFamilies.contains(family)
  }

  /// Whether the content has shown which XML it is.
  private static func isVocabulary(_ family: MediaType) -> Bool { family.rawValue.hasSuffix("+xml") }

  private static func parse(_ lines: String) -> [Substring: MediaType] {
    var table: [Substring: MediaType] = [:]
    for line in lines.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard let type = words.first else { continue }
      for suffix in words.dropFirst() { table[suffix] = MediaType(rawValue: String(type)) }
    }
    return table
  }
}
