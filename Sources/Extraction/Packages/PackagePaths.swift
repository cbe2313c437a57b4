import Documents

/// Paths inside a container, as relationships and manifests write them: relative to the part that names them.
enum PackagePaths {
  /// The member that `target` means when the member `base` says it. Fragments are dropped, `..` climbs no further than the top.
  static func resolve(_ target: String, from base: String) -> String {
    let address = target.prefix { $0 != "#" && $0 != "?" }
    let path = String(decoding: PercentDecoding.bytes(of: address), as: UTF8.self)
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
}
