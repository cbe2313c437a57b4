import Documents

/// What the rules look at of one document, in small letters.
struct ArtifactEvidence {
  let mediaType: String
  let hosts: [String]
  private(set) var properties: [String: [String]] = [:]
  let headings: [String]
  /// The lines of the first part, without white space around them.
  let opening: [String]

  /// Bytes of the beginning that are looked at: an abstract stands on the first page.
  private static let window = 8 << 10
  /// Properties in which a document gives its own address.
  private static let addresses = ["canonical", "og:url", "source_url", "citation_public_url"]

  init(mediaType: MediaType, source: String, _ extraction: Extraction?, readsOpening: Bool) {
    self.mediaType = mediaType.rawValue
    for property in extraction?.metadata ?? [] {
      properties[property.key, default: []].append(property.value.lowercased())
    }
    let known = properties
    let addresses = [source.lowercased()] + Self.addresses.flatMap { known[$0] ?? [] }
    hosts = addresses.compactMap(Self.host)
    headings = (extraction?.headings ?? []).map { $0.lowercased().trimmingNumber() }
    opening = readsOpening ? Self.opening(of: extraction?.text) : []
  }

  /// The host in an address of the web.
  private static func host(of address: String) -> String? {
    guard let start = ["https://", "http://", "//"].lazy.compactMap({ address.dropping($0) }).first else { return nil }
    let authority = start.prefix { !"/?#".contains($0) }
    let host = authority.split(separator: "@").last?.prefix { $0 != ":" } ?? ""
    return host.isEmpty ? nil : String(host)
  }

  private static func opening(of text: DocumentText?) -> [String] {
    struct Enough: Error {}
    var lines: [String] = []
    // A text that cannot be read now is no evidence; reading it for the database will say why.
    try? text?.forEach { part in
      let start = String(decoding: part.text.utf8.prefix(window), as: UTF8.self)
      lines = start.lowercased().split(separator: "\n").prefix(200).map { line in
        String(line.drop(while: \.isWhitespace))
      }
      throw Enough()
    }
    return lines
  }
}

extension String {
  /// `2.1 Abstract` without what numbers it.
  fileprivate func trimmingNumber() -> String { String(drop { $0.isNumber || $0 == "." || $0.isWhitespace }) }

  fileprivate func dropping(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
}
