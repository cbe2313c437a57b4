/// Sizes as people write them in pipeline files and settings.
package enum ByteCount {
  private static let units: [(suffix: String, factor: Int64)] = [
    ("kib", 1 << 10), ("mib", 1 << 20), ("gib", 1 << 30), ("tib", 1 << 40),
    ("kb", 1_000), ("mb", 1_000_000), ("gb", 1_000_000_000), ("tb", 1_000_000_000_000), ("b", 1), ("", 1),
  ]

  /// Bytes of `256MiB`, `10 MB`, `4096`; nil for anything else, and for what does not fit 63 bits.
  package static func parse(_ text: String) -> Int64? {
    let (number, unit) = splitQuantity(text)
    guard let number, let factor = units.first(where: { $0.suffix == unit })?.factor else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
  }
}

/// Lengths of time as people write them.
package enum TimeSpan {
  private static let units: [(suffix: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("min", 60_000), ("h", 3_600_000), ("d", 86_400_000),
  ]

  /// `500ms`, `30s`, `5min`, `1h`; a number without a unit is refused, because nobody could tell which was meant.
  package static func parse(_ text: String) -> Duration? {
    let (number, unit) = splitQuantity(text)
    guard let number, let factor = units.first(where: { $0.suffix == unit })?.milliseconds else { return nil }
    let (milliseconds, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : .milliseconds(milliseconds)
  }
}

/// Shares of a whole as people write them.
package enum Share {
  /// 0.1 of `10%`; nil for anything else, and for more than the whole.
  package static func parse(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let percent = Double(text.dropLast()), (0...100).contains(percent) else { return nil }
    return percent / 100
  }
}

private func splitQuantity(_ text: String) -> (number: Int64?, unit: String) {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  let unit = text.dropFirst(digits.count).filter { !$0.isWhitespace }.lowercased()
  return (Int64(digits), unit)
}
