/// Finds entities in a text that comes in parts. None goes on from one part into the next.
///
/// Most of a text is passed over by one look at each byte: an entity shows itself by an `@`, a `://`, a `10.`, or a digit or a capital at the
/// beginning of a word.
struct EntityFinder {
  /// Bytes of a document that are looked at.
  private static let bytesRead = 1 << 20

  private var read = 0
  private var counts: [Entity.Kind: Int] = [:]
  private var seen: Set<Entity> = []
  private var found: [Entity] = []

  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    guard read < Self.bytesRead else { return }
    read += text.count
    var at = 0
    var former: UInt8 = 0x20
    while at < text.count {
      let byte = text[at]
      var next = at + 1
      if byte == 0x40 {
        next = take(EntityRules.email(text, at), .email) ?? next
      } else if byte == 0x3A, at + 2 < text.count, text[at + 1] == 0x2F, text[at + 2] == 0x2F {
        next = readAddress(text, at) ?? next
      } else if byte &- 0x30 < 10, !Self.isWord(former) {
        next = readNumber(text, at)
      } else if byte &- 0x30 < 10, former >= 0x80 {
        next = take(EntityRules.easternDate(text, at), .date) ?? next
      } else if byte &- 0x41 < 26, !Self.isWord(former), at + 3 < text.count {
        let isNumbered = text[at + 2] &- 0x30 < 10
        next =
          take(isNumbered ? EntityRules.iban(text, at) : EntityRules.monthDate(text, at), isNumbered ? .iban : .date)
          ?? next
      }
      former = text[next - 1]
      at = next
    }
  }

  /// In the order of the text; to be called at the end.
  func finish() -> [Entity] { found }

  /// An address, and the DOI or the ORCID that it is the address of. Both may be longer than what is an address by its characters.
  private mutating func readAddress(_ text: UnsafeBufferPointer<UInt8>, _ colon: Int) -> Int? {
    guard let end = take(EntityRules.address(text, colon), .url) else { return nil }
    guard let (kind, start) = EntityRules.identifier(text, colon) else { return end }
    switch kind {
    case .orcid: return max(end, take(EntityRules.orcid(text, start), .orcid) ?? end)
    default: return max(end, take(EntityRules.doiInAddress(text, start), .doi) ?? end)
    }
  }

  private mutating func readNumber(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    if let end = take(EntityRules.doi(text, at), .doi) { return end }
    if let end = take(EntityRules.date(text, at), .date) { return end }
    if let end = take(EntityRules.orcid(text, at), .orcid) { return end }
    if let end = take(EntityRules.isbn(text, at), .isbn) { return end }
    var end = at
    while end < text.count, text[end] &- 0x30 < 10 { end += 1 }
    return end
  }

  /// Where the entity ends that a rule found; nil where it found none.
  private mutating func take(_ match: (value: String, end: Int)?, _ kind: Entity.Kind) -> Int? {
    guard let match else { return nil }
    let entity = Entity(kind: kind, value: match.value)
    if counts[kind, default: 0] < kind.limit, seen.insert(entity).inserted {
      counts[kind, default: 0] += 1
      found.append(entity)
    }
    return match.end
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte >= 0x80 || byte == 0x5F
  }
}
