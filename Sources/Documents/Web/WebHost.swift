/// Names of hosts in normal form.
enum WebHost {
  /// In small letters, without a dot at the end, and in ASCII (RFC 3492); nil for what can be no host.
  static func normalised(_ host: Substring) -> String? {
    if host.first == "[" { return literal(host) }
    let decoded = String(validating: PercentDecoding.bytes(of: host), as: UTF8.self)
    guard var name = decoded?.lowercased() else { return nil }
    // The dots of other scripts (RFC 3490, 3.1).
    name = String(name.map { ["\u{3002}", "\u{FF0E}", "\u{FF61}"].contains($0) ? "." : $0 })
    if name.hasSuffix(".") { name.removeLast() }
    let labels = name.split(separator: ".", omittingEmptySubsequences: false).map(ascii)
    guard labels.allSatisfy({ $0.map(isLabel) ?? false }) else { return nil }
    let joined = labels.compactMap { $0 }.joined(separator: ".")
    return joined.utf8.count <= 253 ? joined : nil
  }

  /// An IPv6 address in brackets; whether it is one is found out when it is connected to.
  private static func literal(_ host: Substring) -> String? {
    let address = host.dropFirst().dropLast()
    let isAddress = address.utf8.allSatisfy { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") || isHex($0) }
    return host.last == "]" && address.contains(":") && isAddress ? host.lowercased() : nil
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte | 0x20
  }

  private static func isLabel(_ label: String) -> Bool {
    (1...63).contains(label.utf8.count)
      && label.utf8.allSatisfy {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
      }
  }

  private static func ascii(_ label: Substring) -> String? {
    label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : Punycode.encode(label.unicodeScalars).map { "xn--" + $0 }
  }
}

/// Punycode (RFC 3492): scalars beyond ASCII as letters and digits.
private enum Punycode {
  private static let (base, tMin, tMax, skew, damp): (UInt32, UInt32, UInt32, UInt32, UInt32) = (36, 1, 26, 38, 700)

  /// nil where a number would leave its range, which no name that may be registered makes it do.
  static func encode(_ scalars: Substring.UnicodeScalarView) -> String? {
    var output = scalars.filter { $0.isASCII }.map { UInt8($0.value) }
    let basic = UInt32(output.count)
    var (handled, next, delta, bias) = (basic, UInt32(0x80), UInt32(0), UInt32(72))
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    while handled < scalars.count {
      guard let smallest = scalars.lazy.map(\.value).filter({ $0 >= next }).min() else { return nil }
      let (product, overflow) = (smallest - next).multipliedReportingOverflow(by: handled + 1)
      let (sum, carried) = delta.addingReportingOverflow(product)
      guard !overflow, !carried else { return nil }
      delta = sum
      next = smallest
      for scalar in scalars {
        if scalar.value < next { delta += 1 }
        guard scalar.value == next else { continue }
        append(delta, bias, to: &output)
        bias = adapt(delta, points: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      next += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(_ delta: UInt32, _ bias: UInt32, to output: inout [UInt8]) {
    var rest = delta
    var k = base
    while true {
      let threshold = k <= bias ? tMin : min(k - bias, tMax)
      guard rest >= threshold else { break }
      output.append(digit(threshold + (rest - threshold) % (base - threshold)))
      rest = (rest - threshold) / (base - threshold)
      k += base
    }
    output.append(digit(rest))
  }

  private static func adapt(_ delta: UInt32, points: UInt32, isFirst: Bool) -> UInt32 {
    var delta = isFirst ? delta / damp : delta / 2
    delta += delta / points
    var k: UInt32 = 0
    while delta > (base - tMin) * tMax / 2 {
      delta /= base - tMin
      k += base
    }
    return k + (base - tMin + 1) * delta / (delta + skew)
  }

  private static func digit(_ value: UInt32) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }
}
