package import SystemPackage

/// The name of a source: a `file:` URL (RFC 8089) whose path is percent-encoded byte by byte, or the address of a page (`WebAddress`).
///
/// Encoding bytes rather than characters is what makes a file name that is not UTF-8, or that holds a newline, an ordinary
/// name everywhere behind this type: in SQL, in JSON, on a terminal.
package struct SourceURL: Hashable, Sendable {
  package let string: String

  package init(string: String) { self.string = string }

  /// The URL of an absolute path. Traps on a relative one: callers resolve first.
  package init(path: FilePath) {
    precondition(path.isAbsolute, "a source is named by an absolute path")
    string = path.withPlatformString { pointer in
      var encoded = Array("file://".utf8)
      var cursor = pointer
      while cursor.pointee != 0 {
        Self.append(UInt8(bitPattern: cursor.pointee), to: &encoded)
        cursor += 1
      }
      return String(decoding: encoded, as: UTF8.self)
    }
  }

  /// The path of a `file:` URL; nil for any other scheme, for a remote host, and for broken percent-encoding.
  package var path: FilePath? {
    guard let rest = Self.local(string) else { return nil }
    var bytes: [CChar] = []
    var digits = rest.utf8.makeIterator()
    while let byte = digits.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(CChar(bitPattern: byte))
        continue
      }
      guard let high = digits.next(), let low = digits.next(), let value = PercentDecoding.byte(high, low), value != 0
      else { return nil }
      bytes.append(CChar(bitPattern: value))
    }
    bytes.append(0)
    let path = FilePath(platformString: bytes)
    return path.isAbsolute ? path : nil
  }

  /// The address of a page; nil for any other source, and for what is inside one.
  package var page: WebAddress? {
    guard WebAddress.isLike(string), containers.isEmpty else { return nil }
    return try? WebAddress(string)
  }

  /// The URL of what has this path inside the container that this URL names: `file:///a.zip!/b/c.pdf`. An exclamation mark that
  /// belongs to a name is encoded, so `!/` always parts a container from its member.
  ///
  /// The second of two members with one path is `file:///a.zip!/b;2`; a semicolon of a name is encoded, too.
  package func member(_ path: some Sequence<UInt8>, occurrence: Int = 1) -> SourceURL {
    var encoded = Array((string + Self.memberMark).utf8)
    for byte in path { Self.append(byte, to: &encoded) }
    if occurrence > 1 { encoded += Array(";\(occurrence)".utf8) }
    return SourceURL(string: String(decoding: encoded, as: UTF8.self))
  }

  /// The containers around this member, outermost first: the first of them is a file. Empty for what is no member.
  package var containers: [SourceURL] {
    string.ranges(of: Self.memberMark).map { SourceURL(string: String(string[..<$0.lowerBound])) }
  }

  /// Of a member, the path inside the outermost container, as it stands in the URL.
  package var memberPath: Substring {
    string.firstRange(of: Self.memberMark).map { string[$0.upperBound...] } ?? ""
  }

  /// The last step of the path, decoded; what is not UTF-8 in it becomes U+FFFD. Of an address without a path, its host.
  package var name: String {
    let address = string.prefix { $0 != "#" && $0 != "?" }
    let step = address.split(separator: "/").last ?? address
    let isRepeated = containers.isEmpty ? nil : step.lastIndex(of: ";")
    return String(decoding: PercentDecoding.bytes(of: step[..<(isRepeated ?? step.endIndex)]), as: UTF8.self)
  }

  private static let memberMark = "!/"

  private static func local(_ string: String) -> Substring? {
    let start = string.prefix(17).lowercased()
    for prefix in ["file://localhost/", "file:///"] where start.hasPrefix(prefix) {
      return string.dropFirst(prefix.utf8.count - 1)
    }
    return start.hasPrefix("file:/") && !start.hasPrefix("file://") ? string.dropFirst(5) : nil
  }

  /// Kept as they are: RFC 3986's unreserved characters, the slash, and sub-delims that no shell or SQL reader trips over.
  private static func append(_ byte: UInt8, to encoded: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: "="),
      UInt8(ascii: "@"), UInt8(ascii: ":"):
      encoded.append(byte)
    default:
      let digits = Array("0123456789ABCDEF".utf8)
      encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
}

extension SourceURL: CustomStringConvertible {
  package var description: String { string }
}
