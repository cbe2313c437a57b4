/// An Internet address that is about to be connected to: 4 bytes of IPv4 or 16 of IPv6, in the order of the network.
package struct NetworkAddress: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    precondition(bytes.count == 4 || bytes.count == 16, "an address has 4 or 16 bytes")
    self.bytes = bytes
  }
}
