/// UTF-8 (RFC 3629) looked at in pieces.
enum UTF8Pieces {
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? UTF8Span(validating: bytes.span)) != nil
  }

  /// A length near `target` at which no character is split.
  static func length(_ bytes: Slice<UnsafeRawBufferPointer>, near target: Int) -> Int {
    guard bytes.count > target else { return bytes.count }
    var length = target
    // A character has at most three continuation bytes; more of them are broken anyway.
    while length > target - 4, bytes[bytes.startIndex + length] & 0xC0 == 0x80 { length -= 1 }
    return length
  }
}
