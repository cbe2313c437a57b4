#if canImport(Glibc)
  import Glibc
#endif

/// A UUID, as every table's primary key is one. Held as text, because nothing here computes with it.
package struct RowIdentifier: Hashable, Sendable {
  /// 36 characters, lowercase.
  package let text: String

  /// Takes a UUID in the usual form of 36 characters, in either case; nil for anything else.
  package init?(text: some StringProtocol) {
    let lowered = text.lowercased()
    guard lowered.utf8.count == 36 else { return nil }
    for (position, digit) in lowered.utf8.enumerated() {
      let isDash = [8, 13, 18, 23].contains(position)
      let isHex = (0x30...0x39).contains(digit) || (0x61...0x66).contains(digit)
      guard isDash ? digit == UInt8(ascii: "-") : isHex else { return nil }
    }
    self.text = lowered
  }

  /// What people type of a UUID, as the beginning of its text; nil for what cannot be one.
  package static func prefix(_ typed: String) -> String? {
    let prefix = typed.lowercased()
    let isPrefix = !prefix.isEmpty && prefix.allSatisfy { $0.isASCII && $0.isHexDigit || $0 == "-" }
    return isPrefix ? prefix : nil
  }

  /// A new UUID, version 7 (RFC 9562 section 5.7): its first 48 bits are the time in milliseconds.
  ///
  /// Version 7 rather than the random version 4: rows that are made together stand together in the primary key's index,
  /// so that a bulk load touches its last pages only.
  package static func new() -> RowIdentifier {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    let milliseconds = UInt64(now.tv_sec) * 1000 + UInt64(now.tv_nsec) / 1_000_000
    var generator = SystemRandomNumberGenerator()
    let high = milliseconds << 16 | 0x7000 | (generator.next() & 0x0FFF)
    let low = generator.next() & (UInt64.max >> 2) | 1 << 63
    return RowIdentifier(high: high, low: low)
  }

  private init(high: UInt64, low: UInt64) {
    let digits = Self.hex(high) + Self.hex(low)
    var text = ""
    for (position, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(position) { text += "-" }
      text.append(digit)
    }
    self.text = text
  }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension RowIdentifier: CustomStringConvertible {
  package var description: String { text }
}
