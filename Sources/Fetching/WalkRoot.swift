package import Documents
package import SystemPackage

/// What the user named: a file or folder, a page of the web, or a list of them.
package enum WalkRoot: Sendable, Equatable {
  /// How the entries of a list are kept apart.
  package enum Separator: Sendable { case newline, nul }

  case path(FilePath)
  case page(WebAddress)
  /// A file that holds paths and URLs.
  case list(FilePath, Separator)
  /// A list on standard input.
  case standardInput(Separator)

  /// Reads an argument: `-`, `@FILE`, a URL or a path. A path that looks like one of the former is written `./@x`.
  ///
  /// Takes bytes, because an argument need not be UTF-8, and a `FilePath` would take one of a URL's slashes away.
  package init(argument bytes: [UInt8], separator: Separator = .newline) throws(WalkError) {
    if bytes == [UInt8(ascii: "-")] {
      self = .standardInput(separator)
    } else if bytes.first == UInt8(ascii: "@"), bytes.count > 1 {
      self = .list(FilePath(bytes: bytes.dropFirst()), separator)
    } else {
      switch try Self.place(bytes) {
      case .file(let path): self = .path(path)
      case .page(let address): self = .page(address)
      }
    }
  }

  package init(argument: String, separator: Separator = .newline) throws(WalkError) {
    try self.init(argument: Array(argument.utf8), separator: separator)
  }

  /// One place, as an argument or a line of a list names it.
  enum Place {
    case file(FilePath)
    case page(WebAddress)
  }

  static func place(_ bytes: [UInt8]) throws(WalkError) -> Place {
    guard let scheme = scheme(of: bytes), scheme == "http" || scheme == "https" else { return .file(try path(bytes)) }
    do {
      return .page(try WebAddress(String(decoding: bytes, as: UTF8.self)))
    } catch {
      throw .malformedPage(error)
    }
  }

  /// A path as it is, or the path of a `file:` URL.
  static func path(_ bytes: [UInt8]) throws(WalkError) -> FilePath {
    guard let scheme = scheme(of: bytes) else { return FilePath(bytes: bytes[...]) }
    let url = String(decoding: bytes, as: UTF8.self)
    guard scheme == "file" else { throw .unsupportedScheme(url) }
    guard let path = SourceURL(string: url).path else { throw .malformedURL(url) }
    return path
  }

  /// The scheme of what looks like a URL: `file:/...`, or any `scheme:/...` with at least two letters. A path such as
  /// `notes:2024` is none.
  private static func scheme(of bytes: [UInt8]) -> String? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon >= 2 else { return nil }
    let rest = bytes[(colon + 1)...]
    guard rest.first == UInt8(ascii: "/") else { return nil }
    let scheme = String(decoding: bytes[..<colon], as: UTF8.self).lowercased()
    let isScheme = scheme.utf8.allSatisfy {
      UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
    }
    guard isScheme, scheme.utf8.first.map({ $0 >= UInt8(ascii: "a") }) == true else { return nil }
    return scheme
  }
}
