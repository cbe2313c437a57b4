/// ZIP archives, made by hand.
package enum Zip {
  /// Members are stored as they are, or as blocks of deflate that are not compressed. The checksum is wrong of those that are
  /// `damaged`.
  package static func archive(
    _ members: [(name: String, content: String)], isDeflated: Bool = false, damaged: Set<String> = []
  ) -> [UInt8] {
    archive(members.map { (Array($0.name.utf8), $0.content) }, isDeflated: isDeflated, damaged: damaged)
  }

  /// With names in any encoding.
  package static func archive(
    _ members: [(name: [UInt8], content: String)], isDeflated: Bool = false, damaged: Set<String> = []
  ) -> [UInt8] {
    let method: [UInt8] = [isDeflated ? 8 : 0, 0]
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in members {
      let data = Array(content.utf8)
      let packed = isDeflated ? blocks(of: data) : data
      let sum = crc(of: data) ^ (damaged.contains(String(decoding: name, as: UTF8.self)) ? 1 : 0)
      let fields = number(sum, 4) + number(packed.count, 4) + number(data.count, 4) + number(name.count, 2)
      directory += [0x50, 0x4B, 1, 2, 20, 0, 20, 0, 0, 0] + method + number(0, 4) + fields
      directory += number(0, 12) + number(bytes.count, 4) + name
      bytes += [0x50, 0x4B, 3, 4, 20, 0, 0, 0] + method + number(0, 4) + fields + number(0, 2)
      bytes += name + packed
    }
    let start = bytes.count
    bytes += directory + [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(members.count, 2) + number(members.count, 2)
    return bytes + number(directory.count, 4) + number(start, 4) + number(0, 2)
  }

  /// RFC 1951, 3.2.4.
  private static func blocks(of data: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var rest = data[...]
    repeat {
      let block = rest.prefix(Int(UInt16.max))
      rest = rest.dropFirst(block.count)
      blocks += [rest.isEmpty ? 1 : 0] + number(block.count, 2) + number(~block.count, 2) + block
    } while !rest.isEmpty
    return blocks
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
