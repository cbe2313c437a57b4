/// Character references that libxml2 does not know, whose HTML is that of 1999: names that came with HTML 5 (`&check;`), names that end in no
/// semicolon (`&copy 2026`), of which HTML allows those of its first versions (HTML Living Standard, 13.2.5.73 and 13.5), and the numbers 128
/// to 159, which mean what they mean in windows-1252 (13.2.5.80). It takes the former for text, and the latter for control characters.
struct CharacterReferences {
  /// How deep entities of a document's own may refer to each other.
  private static let deepest = 16

  private let entities: [String: [UInt8]]
  /// Bytes that entities of the document's own may yet become.
  private var budget: Int
  /// Whether entities were left out for which the budget was too small.
  private(set) var hasLeftOutEntities = false

  /// `entities` are the document's own, which come before the names of HTML. They may become `budget` bytes.
  init(entities: [String: [UInt8]] = [:], budget: Int = 0) {
    self.entities = entities
    self.budget = budget
  }

  /// Lends `utf8` with references in their place that libxml2 knows; as it is, without a copy, where all are known.
  mutating func withKnown<Result: ~Copyable, Failure: Error>(
    _ utf8: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var known: [UInt8] = []
    let start = rewrite(utf8, to: &known, depth: 0)
    guard start > 0 else { return try body(utf8) }
    known += utf8[start...]
    return try known.span.withUnsafeBytes(body)
  }

  /// Appends to `known` what of `utf8` must be written otherwise, with all before it; returns where that ends, 0 where there is nothing.
  private mutating func rewrite(_ utf8: UnsafeRawBufferPointer, to known: inout [UInt8], depth: Int) -> Int {
    var (start, index) = (0, 0)
    while let mark = utf8[index...].firstIndex(of: UInt8(ascii: "&")) {
      let end = Self.end(of: utf8, from: mark + 1)
      index = max(end, mark + 1)
      guard end > mark + 1 else { continue }
      let isClosed = end < utf8.count && utf8[end] == UInt8(ascii: ";")
      let next = isClosed ? end + 1 : end
      guard utf8[mark + 1] != UInt8(ascii: "#") else {
        guard let character = Self.character(utf8[(mark + 2)..<end]) else { continue }
        known += utf8[start..<mark]
        Self.append(character, to: &known)
        start = next
        continue
      }
      let name = String(decoding: utf8[(mark + 1)..<end], as: UTF8.self)
      if isClosed, let entity = entities[name] {
        known += utf8[start..<mark]
        expand(entity, to: &known, depth: depth)
      } else if let characters = Self.names[name], isClosed || Self.capitals.contains(name) && Self.isEnd(utf8, end) {
        known += utf8[start..<mark]
        for character in characters { Self.append(character, to: &known) }
      } else if !isClosed, Self.open.contains(name), Self.isEnd(utf8, end) {
        known += utf8[start..<end]
        known.append(UInt8(ascii: ";"))
      } else {
        continue
      }
      start = next
    }
    return start
  }

  private mutating func expand(_ entity: [UInt8], to known: inout [UInt8], depth: Int) {
    guard depth < Self.deepest, entity.count <= budget else {
      hasLeftOutEntities = true
      return
    }
    budget -= entity.count
    entity.withUnsafeBytes { bytes in
      let rest = rewrite(bytes, to: &known, depth: depth + 1)
      known += bytes[rest...]
    }
  }

  // MARK: - Names and numbers

  /// Where the name or the number ends that begins at `start`; a number begins with its sign.
  private static func end(of utf8: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = start
    if end < utf8.count, utf8[end] == UInt8(ascii: "#") { end += 1 }
    while end < utf8.count, end - start <= longest, isLetterOrDigit(utf8[end]) { end += 1 }
    return end
  }

  /// Whether a name may end here without a semicolon: where a letter, a digit or `=` follows, it is a parameter of an address, or a guess.
  private static func isEnd(_ utf8: UnsafeRawBufferPointer, _ end: Int) -> Bool {
    end == utf8.count || !isLetterOrDigit(utf8[end]) && utf8[end] != UInt8(ascii: "=")
  }

  /// The character of windows-1252 that a number stands for, where it would be a control character; nil for all others.
  private static func character(_ number: Slice<UnsafeRawBufferPointer>) -> UInt32? {
    guard (2...5).contains(number.count), let first = number.first else { return nil }
    let isHexadecimal = first | 0x20 == UInt8(ascii: "x")
    let digits = String(decoding: isHexadecimal ? number.dropFirst() : number, as: UTF8.self)
    guard let code = Int(digits, radix: isHexadecimal ? 16 : 10), (0x80...0x9F).contains(code) else { return nil }
    return windows1252[code - 0x80]
  }

  private static func append(_ character: UInt32, to bytes: inout [UInt8]) {
    bytes += "&#\(character);".utf8
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static let longest = 31

  /// What each name of the table stands for: one character or two.
  private static let names: [String: [UInt32]] = {
    var names: [String: [UInt32]] = [:]
    let text = UnsafeBufferPointer(start: table.utf8Start, count: table.utf8CodeUnitCount)
    for group in text.split(separator: UInt8(ascii: ",")) {
      let words = group.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
      guard let codes = words.first?.split(separator: "+").compactMap({ UInt32($0, radix: 16) }) else { continue }
      for name in words.dropFirst() { names[name] = codes }
    }
    return names
  }()

  /// Of the table, those that need no semicolon.
  private static let capitals: Set<String> = ["AMP", "COPY", "GT", "LT", "QUOT", "REG"]

  /// Of the names that libxml2 knows, those that need no semicolon.
  private static let open: Set<String> = Set(
    """
    AElig Aacute Acirc Agrave Aring Atilde Auml Ccedil ETH Eacute Ecirc Egrave Euml Iacute Icirc Igrave Iuml Ntilde Oacute Ocirc Ograve
    Oslash Otilde Ouml THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml brvbar ccedil cedil cent
    copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro
    middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy sup1 sup2 sup3 szlig
    thorn times uacute ucirc ugrave uml uuml yacute yen yuml
    """.split { $0 == " " || $0 == "\n" }.map(String.init))

  /// What 128 to 159 are in windows-1252; what is none there stays itself.
  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E,
    0x0178,
  ]
}
