/// Character references that end in no semicolon (`&copy 2026`), of which HTML allows those of its first versions (HTML Living Standard, 13.2.5.73
/// and 13.5). libxml2 takes them for text.
enum LegacyReferences {
  /// Lends `utf8` with the semicolons that are missing; as it is, without a copy, where none are.
  static func withCompleted<Result: ~Copyable, Failure: Error>(
    _ utf8: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let ends = ends(in: utf8)
    guard !ends.isEmpty else { return try body(utf8) }
    var completed: [UInt8] = []
    completed.reserveCapacity(utf8.count + ends.count)
    var start = 0
    for end in ends {
      completed += utf8[start..<end]
      completed.append(UInt8(ascii: ";"))
      start = end
    }
    completed += utf8[start...]
    return try completed.span.withUnsafeBytes(body)
  }

  /// Behind which bytes one is missing. Where a letter, a digit or `=` follows, it is a parameter of an address, or a guess.
  private static func ends(in utf8: UnsafeRawBufferPointer) -> [Int] {
    var ends: [Int] = []
    var index = 0
    while let mark = utf8[index...].firstIndex(of: UInt8(ascii: "&")) {
      var end = mark + 1
      while end < utf8.count, end - mark <= longest, isLetterOrDigit(utf8[end]) { end += 1 }
      let isOpen =
        end == utf8.count
        || !isLetterOrDigit(utf8[end]) && utf8[end] != UInt8(ascii: ";") && utf8[end] != UInt8(ascii: "=")
      if isOpen, end - mark > 2, names.contains(String(decoding: utf8[(mark + 1)..<end], as: UTF8.self)) {
        ends.append(end)
      }
      index = end
    }
    return ends
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  private static let longest = 6

  private static let names: Set<String> = Set(
    """
    AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT Iacute Icirc Igrave Iuml LT Ntilde Oacute
    Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml
    brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 frac34 gt iacute icirc iexcl igrave iquest
    iuml laquo lt macr micro middot nbsp not ntilde oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect
    shy sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml
    """.split { $0 == " " || $0 == "\n" }.map(String.init))
}
