/// What a page says of itself in JSON-LD (schema.org), under the keys that all formats share.
struct StructuredData {
  /// Properties in the order of the page, without those that say the same again.
  private(set) var properties: [(key: String, value: String)] = []
  private(set) var headline: String?
  /// The text of the page, where it is given here as well.
  private(set) var body: String?
  /// The type of the thing the page is about: `NewsArticle`, `Product`.
  private(set) var type: String?
  /// Objects that are looked at; a page has a few.
  private var budget = 256
  private var rank = 0

  /// Reads one script. What is not JSON says nothing.
  mutating func read(_ script: UnsafeBufferPointer<UInt8>) {
    guard script.count <= 1 << 20, let value = JSONValue(script) else { return }
    for element in value.elements { read(element) }
  }

  private mutating func read(_ thing: JSONValue) {
    guard budget > 0, case .object = thing else { return }
    budget -= 1
    for part in thing["@graph"]?.elements ?? [] { read(part) }
    let types = (thing["@type"]?.elements ?? []).compactMap(\.string)
    // The first thing of the most telling kind is the page's own; others are what it links to.
    guard let found = types.first(where: { Self.rank(of: $0) > rank }) else { return }
    (type, rank, properties) = (found, Self.rank(of: found), [])
    headline = (thing["headline"] ?? thing["name"])?.string
    body = (thing["articleBody"] ?? thing["reviewBody"] ?? thing["text"])?.string
    add("author", names(thing["author"] ?? thing["creator"]))
    add("created", texts(thing["datePublished"]))
    add("modified", texts(thing["dateModified"]))
    add("publisher", names(thing["publisher"]))
    add("description", texts(thing["description"]))
    add("keywords", texts(thing["keywords"]))
    add("section", texts(thing["articleSection"]))
    add("language", texts(thing["inLanguage"]))
  }

  static func isArticle(_ type: String) -> Bool {
    type.hasSuffix("Article") || (type.hasSuffix("Posting") && type != "JobPosting")
  }

  /// How much a type says of what a page is; 0 for things that it is not, but belongs to or mentions.
  private static func rank(of type: String) -> Int {
    if isArticle(type) { return 3 }
    return documents.contains(type) ? 2 : type == "WebPage" || type == "CreativeWork" ? 1 : 0
  }

  private static let documents: Set<String> = [
    "Report", "Product", "Recipe", "HowTo", "QAPage", "FAQPage", "Book", "Course", "Event", "Dataset", "Movie",
    "Review",
    "VideoObject", "PodcastEpisode", "JobPosting", "SoftwareApplication",
  ]

  private mutating func add(_ key: String, _ values: [String]) {
    for value in values.prefix(32) where !properties.contains(where: { $0.key == key && $0.value == value }) {
      properties.append((key, value))
    }
  }

  private func texts(_ value: JSONValue?) -> [String] { (value?.elements ?? []).compactMap(\.string) }

  /// Names of people or organisations: given as such, or as objects that have one.
  private func names(_ value: JSONValue?) -> [String] {
    (value?.elements ?? []).flatMap { element in element.string.map { [$0] } ?? texts(element["name"]) }
  }
}
