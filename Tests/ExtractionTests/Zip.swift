/// Makes ZIP archives of members that are stored as they are.
enum Zip {
  static func archive(_ members: [(name: String, content: String)]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let data = Array(content.utf8)
      let fields = number(crc(of: data), 4) + number(data.count, 4) + number(data.count, 4) + number(name.utf8.count, 2)
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + fields
      directory += number(0, 12) + number(bytes.count, 4) + Array(name.utf8)
      bytes += [0x50, 0x4B, 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + fields + number(0, 2) + Array(name.utf8) + data
    }
    let start = bytes.count
    bytes += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(members.count, 2) + number(members.count, 2)
    return bytes + number(directory.count, 4) + number(start, 4) + number(0, 2)
  }

  private static func number(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 < 8 ? value >> (8 * $0) : 0) }
  }

  /// ISO 3309, bit by bit.
  private static func crc(of data: [UInt8]) -> Int {
    var rest: UInt32 = .max
    for byte in data {
      rest ^= UInt32(byte)
      for _ in 0..<8 { rest = rest & 1 == 1 ? rest >> 1 ^ 0xEDB8_8320 : rest >> 1 }
    }
    return Int(~rest)
  }
}
