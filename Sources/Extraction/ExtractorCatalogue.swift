package import Documents

/// Which extractors this program has, and in which versions: what tells whether a stored extraction is out of date.
package enum ExtractorCatalogue {
  /// The extractor that reads documents of `type` now; nil where there is none.
  package static func version(for type: MediaType) -> ExtractorVersion? {
    ExtractorRegistry.extractor(for: type)?.version
  }

  /// The extractor with this name; nil where there is none any more.
  package static func version(named name: String) -> ExtractorVersion? { byName[name] }

  package static var names: [String] { byName.keys.sorted() }

  /// Whether a document of `type` may be extracted as something else: as what was compressed in it.
  package static func mayBePacked(_ type: MediaType) -> Bool { PackedContent.types.contains(type) }

  private static let byName = Dictionary(
    ExtractorRegistry.all.map { ($0.version.name, $0.version) }, uniquingKeysWith: { first, _ in first })
}
