/// Ranges of Internet addresses that no page for everybody is at: this machine, private networks, links, and what the IANA has set aside
/// (its special-purpose address registries; RFC 6890).
enum AddressRanges {
  /// Whether an address may be connected to when pages are only fetched from the Internet at large: 4 bytes, or 16, in the order of
  /// the network.
  static func isPublic(_ address: [UInt8]) -> Bool {
    guard address.count == 16 else { return !inner4.contains { $0.holds(address) } }
    // An IPv6 address may be a way to write an IPv4 address, or lead to one.
    if let embedded = embedded(in: address) { return isPublic(embedded) }
    // Nothing but 2000::/3 has been given out for global unicast.
    return address[0] & 0xE0 == 0x20 && !inner6.contains { $0.holds(address) }
  }

  private struct Range {
    let bytes: [UInt8]
    /// How many bits of them count.
    let bits: Int

    init(_ bytes: [UInt8], _ bits: Int) {
      self.bytes = bytes
      self.bits = bits
    }

    func holds(_ address: [UInt8]) -> Bool {
      for (index, byte) in bytes.enumerated() where 8 * index < bits {
        let mask = UInt8(truncatingIfNeeded: 0xFF00 >> min(8, bits - 8 * index))
        if address[index] & mask != byte & mask { return false }
      }
      return true
    }
  }

  private static let inner4: [Range] = [
    Range([0], 8), Range([10], 8), Range([100, 64], 10), Range([127], 8), Range([169, 254], 16), Range([172, 16], 12),
    Range([192, 0, 0], 24), Range([192, 0, 2], 24), Range([192, 88, 99], 24), Range([192, 168], 16),
    Range([198, 18], 15), Range([198, 51, 100], 24), Range([203, 0, 113], 24),
    // Multicast, reserved, broadcast.
    Range([224], 4), Range([240], 4),
  ]

  private static let inner6: [Range] = [
    // Protocol assignments, Teredo and benchmarking among them; documentation, twice.
    Range([0x20, 0x01, 0x00], 23), Range([0x20, 0x01, 0x0D, 0xB8], 32), Range([0x3F, 0xFF, 0x00], 20),
  ]

  /// The IPv4 address in one that is mapped (::ffff:0:0/96), translated (64:ff9b::/96) or 6to4 (2002::/16).
  private static func embedded(in address: [UInt8]) -> [UInt8]? {
    if address[0] == 0x20, address[1] == 0x02 { return Array(address[2..<6]) }
    let isMapped = address[..<10].allSatisfy { $0 == 0 } && address[10] == 0xFF && address[11] == 0xFF
    let isTranslated = address.starts(with: [0, 0x64, 0xFF, 0x9B]) && address[4..<12].allSatisfy { $0 == 0 }
    return isMapped || isTranslated ? Array(address[12...]) : nil
  }
}
