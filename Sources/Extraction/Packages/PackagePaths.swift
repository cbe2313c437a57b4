/// Paths inside a container, as relationships and manifests write them: relative to the part that names them.
enum PackagePaths {
  /// The member that `target` means when the member `base` says it. Fragments are dropped, `..` climbs no further than the top.
  static func resolve(_ target: String, from base: String) -> String {
    let path = decoded(target.prefix { $0 != "#" && $0 != "?" })
    var segments: [Substring] = path.hasPrefix("/") ? [] : base.split(separator: "/").dropLast()
    for segment in path.split(separator: "/") {
      switch segment {
      case ".": break
      case "..": _ = segments.popLast()
      default: segments.append(segment)
      }
    }
    return segments.joined(separator: "/")
  }

  /// Percent-encoding undone.
  private static func decoded(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
