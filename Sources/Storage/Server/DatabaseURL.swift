/// A URL of a PostgreSQL server in libpq's form (section 34.1.1.2 of its manual), as the user gave it.
///
/// Kept as text: libpq alone knows what it means. All that happens here is that what every session of ours needs is added,
/// beside what the URL already says.
package struct DatabaseURL: Sendable, Hashable {
  package let string: String
  private let environmentOptions: String?

  /// Refuses anything but `postgresql://` and `postgres://`: the other form that libpq knows looks like a path or a word.
  package init(_ string: String, environment: EnvironmentLookup = processEnvironment) throws(ServerError) {
    guard string.hasPrefix("postgresql://") || string.hasPrefix("postgres://") else { throw .invalidURL }
    self.string = string
    environmentOptions = environment("PGOPTIONS")
  }

  /// `-c search_path=stratlogic -c TimeZone=UTC`, percent-encoded: the schema's own names first and only, times in UTC.
  static let sessionSettings = "-c%20search_path%3Dstratlogic%20-c%20TimeZone%3DUTC"

  /// The URL with our session settings.
  ///
  /// Of two `options` libpq takes the last, and any at all makes it ignore `PGOPTIONS`, so what is there is carried over, in
  /// front of ours. The application's name gives way to one the user chose.
  var withSessionSettings: String {
    let parts = string.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let parameters = parts.count > 1 ? parts[1].split(separator: "&") : []
    let given = parameters.last { $0.hasPrefix("options=") }.map { String($0.dropFirst("options=".count)) }
    let inherited = given ?? environmentOptions.map(Self.encoded)
    let options = [inherited, Self.sessionSettings].compactMap { $0 }.joined(separator: "%20")
    let kept = parameters.filter { !$0.hasPrefix("options=") }.map(String.init)
    let all = kept + ["fallback_application_name=stratlogic", "options=\(options)"]
    return "\(parts[0])?\(all.joined(separator: "&"))"
  }

  private static func encoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
        encoded.append(byte)
      default:
        let digits = Array("0123456789ABCDEF".utf8)
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
