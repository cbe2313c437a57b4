/// Percent-encoding of addresses in normal form.
enum WebEncoding {
  /// A part of an address, by what may stand in it as it is.
  enum Part { case path, query }

  /// What need not be encoded stands as it is, what must be is encoded, and digits are capitals. A percent sign that no two digits
  /// follow stands for itself.
  static func normalised(_ text: some StringProtocol, allowing part: Part) -> String {
    let raw = Array(text.utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(raw.count)
    var position = 0
    while position < raw.count {
      let byte = raw[position]
      if byte == UInt8(ascii: "%"), position + 2 < raw.count,
        let encoded = PercentDecoding.byte(raw[position + 1], raw[position + 2])
      {
        if isUnreserved(encoded) { bytes.append(encoded) } else { append(encoded, to: &bytes) }
        position += 3
      } else if byte == UInt8(ascii: "!"), position + 1 < raw.count, raw[position + 1] == UInt8(ascii: "/") {
        // What parts a container from its member in the name of a source (`SourceURL.member`).
        append(byte, to: &bytes)
        position += 1
      } else {
        if isUnreserved(byte) || isAllowed(byte, in: part) { bytes.append(byte) } else { append(byte, to: &bytes) }
        position += 1
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    let digits = Array("0123456789ABCDEF".utf8)
    bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func isAllowed(_ byte: UInt8, in part: Part) -> Bool {
    switch byte {
    case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
      UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
      UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "/"):
      true
    case UInt8(ascii: "?"): part == .query
    default: false
    }
  }
}

extension WebAddress {
  /// A rule of a `robots.txt`, encoded as the addresses are with which it is compared.
  package static func normalised(rule: String) -> String { WebEncoding.normalised(rule, allowing: .query) }
}
