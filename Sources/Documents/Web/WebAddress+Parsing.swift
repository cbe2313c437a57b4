extension WebAddress {
  /// Reads an absolute address, in the lenient way of browsers as far as white space, backslashes and characters that should have been
  /// encoded go.
  package init(_ text: String) throws(WebAddressError) {
    try self.init(text, droppingCredentials: false)
  }

  /// The address that `reference` means in a page at this one (RFC 3986, section 5); nil for what is no page's address. Credentials in
  /// it are left out.
  package func resolving(_ reference: String) -> WebAddress? {
    let text = Self.trimmed(reference)
    if Self.scheme(of: text) != nil { return try? WebAddress(text, droppingCredentials: true) }
    let bytes = text.utf8.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
    if bytes.starts(with: "//".utf8) { return try? WebAddress("\(scheme):\(text)", droppingCredentials: true) }
    let (wanted, query) = Self.split(text)
    guard text.utf8.count <= Self.longest else { return nil }
    if wanted.isEmpty { return with(path: path, query: query ?? self.query) }
    if wanted.first == "/" || wanted.first == "\\" { return with(path: Self.normalised(path: wanted), query: query) }
    let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
    return with(path: Self.normalised(path: folder + wanted), query: query)
  }

  /// A text as it is, but for the user and the password of what looks like an address: what could not be read is named in the ledger, too.
  package static func withoutCredentials(_ text: String) -> String {
    guard isLike(text), let colon = text.firstIndex(of: ":") else { return text }
    let rest = text[text.index(after: colon)...].drop { $0 == "/" || $0 == "\\" }
    let authority = rest.prefix { !"/\\?#".contains($0) }
    guard let mark = authority.lastIndex(of: "@") else { return text }
    return String(text[..<authority.startIndex] + text[text.index(after: mark)...])
  }

  private func with(path: String, query: String?) -> WebAddress? {
    let address = WebAddress(scheme: scheme, host: host, port: port, path: path, query: query)
    return address.string.utf8.count <= Self.longest ? address : nil
  }

  private init(_ raw: String, droppingCredentials: Bool) throws(WebAddressError) {
    let text = Self.trimmed(raw)
    guard text.utf8.count <= Self.longest else { throw .tooLong }
    guard let scheme = Self.scheme(of: text), scheme == "http" || scheme == "https" else { throw .otherScheme }
    let rest = text.utf8.dropFirst(scheme.utf8.count + 1).drop { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "\\") }
    let (hierarchy, query) = Self.split(Substring(rest))
    let authority = hierarchy.prefix { $0 != "/" && $0 != "\\" }
    let place = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] } ?? authority
    guard droppingCredentials || place.utf8.count == authority.utf8.count else { throw .credentials }
    let (host, port) = try Self.hostAndPort(place)
    let usual = scheme == "http" ? 80 : 443
    self.init(
      scheme: scheme, host: host, port: port == usual ? nil : port,
      path: Self.normalised(path: hierarchy[authority.endIndex...]), query: query)
  }

  /// Without white space around it, and without the line breaks and tabs that an attribute may hold.
  private static func trimmed(_ text: String) -> String {
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, first.value <= 0x20 { scalars.removeFirst() }
    while let last = scalars.last, last.value <= 0x20 { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars.filter { ![0x09, 0x0A, 0x0D].contains($0.value) }))
  }

  /// The scheme in small letters; nil where a reference has none.
  private static func scheme(of text: String) -> String? {
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let scheme = text[..<colon].lowercased()
    let isScheme = scheme.utf8.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ".")].contains($0)
    }
    guard isScheme, let first = scheme.utf8.first, first >= UInt8(ascii: "a") else { return nil }
    return scheme
  }

  /// What stands before the query, and the query in normal form; without the fragment.
  private static func split(_ text: some StringProtocol) -> (Substring, query: String?) {
    let whole = Substring(text).prefix { $0 != "#" }
    guard let mark = whole.firstIndex(of: "?") else { return (whole, nil) }
    return (whole[..<mark], WebEncoding.normalised(whole[whole.index(after: mark)...], allowing: .query))
  }

  private static func hostAndPort(_ authority: Substring) throws(WebAddressError) -> (String, Int?) {
    var host = authority
    var port: Int?
    let end = authority.lastIndex(of: "]") ?? authority.startIndex
    if let colon = authority[end...].lastIndex(of: ":") {
      host = authority[..<colon]
      let digits = authority[authority.index(after: colon)...]
      if !digits.isEmpty {
        guard digits.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }), let number = Int(digits),
          (1...65_535).contains(number)
        else { throw .malformedPort }
        port = number
      }
    }
    guard !host.isEmpty else { throw .noHost }
    guard let name = WebHost.normalised(host) else { throw .malformedHost }
    return (name, port)
  }

  private static func normalised(path: some StringProtocol) -> String {
    let slashed = String(path.map { $0 == "\\" ? "/" : $0 })
    let encoded = WebEncoding.normalised(slashed, allowing: .path)
    return withoutDots(encoded)
  }

  /// RFC 3986, 5.2.4: `.` and `..` are gone.
  private static func withoutDots(_ path: String) -> String {
    var kept: [Substring] = []
    let steps = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for (position, step) in steps.enumerated() {
      let isLast = position == steps.count - 1
      switch step {
      case ".": if isLast { kept.append("") }
      case "..":
        _ = kept.popLast()
        if isLast { kept.append("") }
      default: kept.append(step)
      }
    }
    return "/" + kept.joined(separator: "/")
  }
}
