/// Finds the addresses in a list that is plain text: an address a line and nothing else (sitemaps.org), or the `Sitemap:` lines of a
/// `robots.txt` (RFC 9309, 2.2.4).
struct AddressLines {
  private(set) var addresses: [String] = []
  /// Whether something else was found.
  private var isOther = false
  private var isFirst = true
  private let isRobotsFile: Bool
  private var line: [UInt8] = []

  /// Addresses of one list, by the protocol, and bytes of one.
  private static let mostAddresses = 50_000
  private static let longestLine = 8 << 10

  init(isRobotsFile: Bool) { self.isRobotsFile = isRobotsFile }

  /// One address alone may be the text of any page.
  var isList: Bool { isRobotsFile ? !addresses.isEmpty : !isOther && addresses.count > 1 }

  /// Takes the next bytes; false when no more are wanted.
  mutating func take(_ block: ArraySlice<UInt8>) -> Bool {
    for byte in block {
      guard byte != 0x0A, byte != 0x0D else {
        finishLine()
        guard !isOther, addresses.count < Self.mostAddresses else { return false }
        continue
      }
      guard line.count < Self.longestLine else {
        isOther = !isRobotsFile
        return isRobotsFile
      }
      line.append(byte)
    }
    return true
  }

  /// Ends the last line.
  mutating func finish() { if addresses.count < Self.mostAddresses { finishLine() } }

  private mutating func finishLine() {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = isFirst && line.starts(with: mark) ? line[mark.count...] : line[...]
    isFirst = false
    line.removeAll(keepingCapacity: true)
    let text = String(decoding: bytes, as: UTF8.self).trimmed
    guard !text.isEmpty else { return }
    if isRobotsFile {
      let name = text.prefix { $0 != ":" }
      guard name.lowercased() == "sitemap" else { return }
      let value = String(text.dropFirst(name.count + 1).prefix { $0 != "#" }).trimmed
      if !value.isEmpty { addresses.append(value) }
    } else if Self.isAddress(text) {
      addresses.append(text)
    } else {
      isOther = true
    }
  }

  private static func isAddress(_ text: String) -> Bool {
    let start = text.prefix(8).lowercased()
    return (start.hasPrefix("http://") || start.hasPrefix("https://")) && !text.contains(where: \.isWhitespace)
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
