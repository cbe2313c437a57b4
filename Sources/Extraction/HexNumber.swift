extension UInt32 {
  /// The number of hexadecimal digits, and of nothing else: `init(_:radix:)` takes a sign as well.
  init?(hexDigits digits: some Sequence<UInt8>) {
    var value: UInt32 = 0
    var count = 0
    for digit in digits {
      guard let worth = Character(Unicode.Scalar(digit)).hexDigitValue, count < 8 else { return nil }
      value = value << 4 | UInt32(worth)
      count += 1
    }
    guard count > 0 else { return nil }
    self = value
  }
}
