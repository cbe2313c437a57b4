import Crypto
import Documents

/// The digest and the size of bytes that come piece by piece.
struct ContentHash {
  private var hash = SHA256()
  private var size: Int64 = 0

  mutating func update(_ bytes: [UInt8]) {
    hash.update(data: bytes)
    size += Int64(bytes.count)
  }

  func finished() -> (ContentDigest, size: Int64) { (ContentDigest(bytes: hash.finalize()), size) }
}
