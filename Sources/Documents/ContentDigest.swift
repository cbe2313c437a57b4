/// The SHA-256 (FIPS 180-4) of a document's bytes: its identity everywhere in the program.
///
/// It says nothing of where the bytes came from. Two paths with one digest are two sources of one artifact.
package struct ContentDigest: Hashable, Sendable {
  /// 32 bytes, as four words, so that a digest is a value without an allocation.
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// Takes the 32 bytes of a finished hash; traps on any other count, which no hash function gives.
  package init(bytes: some Sequence<UInt8>) {
    var words: [UInt64] = [0, 0, 0, 0]
    var count = 0
    for byte in bytes {
      precondition(count < 32, "a SHA-256 has 32 bytes")
      words[count / 8] = words[count / 8] << 8 | UInt64(byte)
      count += 1
    }
    precondition(count == 32, "a SHA-256 has 32 bytes")
    self.words = (words[0], words[1], words[2], words[3])
  }

  /// Reads 64 hexadecimal digits; nil for anything else.
  package init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(32)
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes: bytes)
  }

  /// 64 lowercase hexadecimal digits, as stored in `artifacts.content_hash`.
  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(unsafeUninitializedCapacity: 64) { buffer in
      var position = 0
      for word in [words.0, words.1, words.2, words.3] {
        for shift in stride(from: 60, through: 0, by: -4) {
          buffer[position] = digits[Int(word >> UInt64(shift) & 15)]
          position += 1
        }
      }
      return 64
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    // The digest is already uniformly distributed: one word of it is as good as all four.
    hasher.combine(words.0)
  }

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension ContentDigest: CustomStringConvertible {
  package var description: String { hex }
}
