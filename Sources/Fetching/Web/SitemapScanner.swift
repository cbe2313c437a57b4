import Documents

/// Finds the addresses in a sitemap: the text of each `loc` in a `url` or `sitemap`.
struct SitemapScanner {
  private(set) var isSitemap = false
  private(set) var addresses: [String] = []
  private var pending: [UInt8] = []
  /// The prefix of the root element, with its colon; empty for none.
  private var prefix: [UInt8] = []
  /// Characters of the `loc` that is open.
  private var location: [UInt8]?

  /// Addresses of one list, by the protocol.
  private static let mostAddresses = 50_000
  private static let longestAddress = 8 << 10
  /// Longer than a tag or a remark in any sitemap.
  private static let longestTag = 64 << 10

  /// Takes the next bytes; false when no more are wanted.
  mutating func take(_ block: ArraySlice<UInt8>) -> Bool {
    pending += block
    var rest = pending[...]
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      let text = rest[..<start]
      guard isSitemap || text.allSatisfy(Self.isBlank) else { return false }
      let end = Self.end(of: rest[start...])
      guard let end else {
        collect(text)
        rest = rest[start...]
        break
      }
      collect(text)
      guard tag(rest[start..<end]) else { return false }
      rest = rest[end...]
    }
    if rest.first != UInt8(ascii: "<") {
      guard isSitemap || rest.allSatisfy(Self.isBlank) else { return false }
      collect(rest)
      rest = rest[rest.endIndex...]
    }
    pending = Array(rest)
    return pending.count < Self.longestTag
  }

  /// A byte order mark counts as blank.
  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 || [0xEF, 0xBB, 0xBF].contains(byte) }

  /// Where the tag, remark or CDATA section ends that begins here; nil where that is not here yet.
  private static func end(of rest: ArraySlice<UInt8>) -> ArraySlice<UInt8>.Index? {
    for (opening, closing) in [("<!--", "-->"), ("<![CDATA[", "]]>")] {
      if rest.starts(with: opening.utf8) { return rest.firstRange(of: closing.utf8)?.upperBound }
      // Too short to tell.
      if rest.count < opening.utf8.count, opening.utf8.starts(with: rest) { return nil }
    }
    return rest.firstIndex(of: UInt8(ascii: ">")).map { $0 + 1 }
  }

  private mutating func collect(_ text: ArraySlice<UInt8>) {
    guard let count = location?.count, count < Self.longestAddress else { return }
    location?.append(contentsOf: text.prefix(Self.longestAddress - count))
  }

  private mutating func tag(_ tag: ArraySlice<UInt8>) -> Bool {
    if tag.starts(with: "<![CDATA[".utf8) {
      collect(tag.dropFirst(9).dropLast(3))
      return true
    }
    if tag.starts(with: "<?".utf8) || tag.starts(with: "<!".utf8) { return true }
    let isEnd = tag.starts(with: "</".utf8)
    let name = tag.dropFirst(isEnd ? 2 : 1).prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
    guard isSitemap else { return root(name) }
    guard name.elementsEqual(prefix + Array("loc".utf8)) else { return true }
    if isEnd { finish() } else { location = [] }
    return addresses.count < Self.mostAddresses
  }

  private mutating func root(_ name: ArraySlice<UInt8>) -> Bool {
    let local = name.firstIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    isSitemap = local.elementsEqual("urlset".utf8) || local.elementsEqual("sitemapindex".utf8)
    prefix = Array(name.dropLast(local.count))
    return isSitemap
  }

  private mutating func finish() {
    guard let location else { return }
    self.location = nil
    let address = CharacterReferences.decoded(String(decoding: location, as: UTF8.self))
    let trimmed = address.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    if !trimmed.isEmpty { addresses.append(String(trimmed)) }
  }
}
