/// UTF-16 without a byte order mark, known by what it says: one script, its punctuation, spaces or full stops, and no control
/// characters.
package enum WideText {
  package enum Order: Sendable { case littleEndian, bigEndian }

  /// Of the units looked at, those that may be of no script, or of another.
  private static let strangers = 20

  /// The order of the bytes of `bytes` when they are UTF-16 beyond doubt; nil otherwise.
  package static func order(of bytes: UnsafeRawBufferPointer) -> Order? {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(4096 & ~1))
    guard window.count >= 16 else { return nil }
    if isText(window, high: 1) { return .littleEndian }
    return isText(window, high: 0) ? .bigEndian : nil
  }

  private static func isText(_ bytes: UnsafeRawBufferPointer, high: Int) -> Bool {
    var counts = [Int](repeating: 0, count: scripts.count)
    var (anchors, others, pairs, total) = (0, 0, 0, 0)
    for index in stride(from: 0, to: bytes.count - 1, by: 2) {
      let unit = UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
      total += 1
      // Two letters of ASCII make a character of Han.
      if (0x20...0x7E).contains(bytes[index]), (0x20...0x7E).contains(bytes[index + 1]) { pairs += 1 }
      switch unit {
      case 9...13, 0x20...0x7E, 0x3001, 0x3002, 0xFF0C: anchors += 1
      case 0...0x1F, 0x7F...0x9F, 0xFFFE, 0xFFFF: return false
      case 0xA0...0xBF, 0x2000...0x206F, 0x20AC, 0x2116, 0x3000...0x303F, 0xFF00...0xFFEF: break
      default:
        if let script = scripts.firstIndex(where: { $0.contains { $0.contains(unit) } }) {
          counts[script] += 1
        } else {
          others += 1
        }
      }
    }
    let most = counts.max() ?? 0
    return pairs * 10 < total * 7 && anchors * 60 >= total && (others + counts.reduce(0, +) - most) * strangers <= total
  }

  /// Latin beyond ASCII, Greek, Cyrillic, Hebrew, Arabic, Thai, those of India, kana with Han, Hangul.
  private static let scripts: [[ClosedRange<UInt16>]] = [
    [0xC0...0x24F, 0x1E00...0x1EFF], [0x370...0x3FF], [0x400...0x52F], [0x590...0x5FF], [0x600...0x6FF],
    [0xE00...0xE7F], [0x900...0xDFF], [0x3040...0x30FF, 0x4E00...0x9FFF], [0xAC00...0xD7A3],
  ]
}
