/// Percent-encoding (RFC 3986, 2.1) undone, as readers of addresses do it who have nobody to complain to.
package enum PercentDecoding {
  /// The bytes that `text` stands for. A percent sign that no two digits follow stands for itself.
  package static func bytes(of text: some StringProtocol) -> [UInt8] {
    let encoded = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(encoded.count)
    var position = 0
    while position < encoded.count {
      if encoded[position] == UInt8(ascii: "%"), position + 2 < encoded.count,
        let byte = byte(encoded[position + 1], encoded[position + 2])
      {
        bytes.append(byte)
        position += 3
      } else {
        bytes.append(encoded[position])
        position += 1
      }
    }
    return bytes
  }

  /// The byte that two hexadecimal digits stand for; nil when they are none, as a sign, which `UInt8(_:radix:)` takes.
  package static func byte(_ high: UInt8, _ low: UInt8) -> UInt8? {
    guard let high = digit(high), let low = digit(low) else { return nil }
    return high << 4 | low
  }

  private static func digit(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): character - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
