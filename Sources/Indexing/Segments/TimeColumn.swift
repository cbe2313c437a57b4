/// The column `modified`: seconds since 1970 for each document of a segment, 8 bytes little endian each.
package enum TimeColumn {
  package static func decode(_ bytes: [UInt8], documents: Int) throws(IndexDamage) -> [Int64] {
    guard bytes.count == documents * 8 else { throw .inconsistent }
    return bytes.withUnsafeBytes { bytes in
      (0..<documents).map { Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: Int64.self)) }
    }
  }

  static func encode(_ times: [Int64]) -> [UInt8] {
    times.flatMap { time in withUnsafeBytes(of: time.littleEndian) { Array($0) } }
  }
}
