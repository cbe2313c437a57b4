/// A key as blocks hold it. The word of `stem 00 word` mostly begins as its stem does, so it is written as how many bytes it has in common
/// with the stem, in a byte, and its rest: .9 of 8 MB of an index of HTML pages were keys, half of them words again.
enum WrittenKey {
  static func append(_ key: UnsafeBufferPointer<UInt8>, to written: inout [UInt8]) {
    guard let separator = key.firstIndex(of: 0) else { return written.append(contentsOf: key) }
    let word = key[(separator + 1)...]
    let limit = min(separator, word.count, Int(UInt8.max))
    var common = 0
    while common < limit, key[common] == key[separator + 1 + common] { common += 1 }
    written.append(contentsOf: key[...separator])
    written.append(UInt8(common))
    written.append(contentsOf: word.dropFirst(common))
  }

  /// Appends to `key`, which is empty, the key that was written.
  static func expand(_ written: [UInt8], into key: inout [UInt8]) throws(IndexDamage) {
    try written.withUnsafeBufferPointer { written throws(IndexDamage) in
      guard let separator = written.firstIndex(of: 0) else { return key.append(contentsOf: written) }
      guard separator + 1 < written.count else { throw .truncated }
      let common = Int(written[separator + 1])
      guard common <= separator else { throw .outOfRange }
      key.append(contentsOf: UnsafeBufferPointer(rebasing: written[...separator]))
      key.append(contentsOf: UnsafeBufferPointer(rebasing: written[..<common]))
      key.append(contentsOf: UnsafeBufferPointer(rebasing: written[(separator + 2)...]))
    }
  }
}
