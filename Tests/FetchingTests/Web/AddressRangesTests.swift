import Glibc
import Testing

@testable import Fetching

@Suite(.timeLimit(.minutes(1))) struct AddressRangesTests {
  @Test(arguments: [
    "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.0.1",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1",
    "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:10.1.2.3", "64:ff9b::127.0.0.1", "64:ff9b:1::1",
    "::127.0.0.1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "2002:c0a8:101::1", "3fff::1", "fc00::1",
    "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "5f00::1",
  ])
  func `are not for everybody`(address: String) throws {
    #expect(!AddressRanges.isPublic(try bytes(of: address)))
  }

  @Test(arguments: [
    "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0",
    "169.253.1.1", "172.15.255.255", "172.32.0.0", "192.0.1.1", "192.167.255.255", "192.169.0.0", "198.17.255.255",
    "198.20.0.0", "223.255.255.255", "2606:4700:4700::1111", "2a00:1450:4001::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8",
    "2002:808:808::1", "2001:4860:4860::8888",
  ])
  func `are the Internet at large`(address: String) throws {
    #expect(AddressRanges.isPublic(try bytes(of: address)))
  }

  private func bytes(of address: String) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 16)
    if address.contains(":") {
      try #require(inet_pton(AF_INET6, address, &bytes) == 1)
      return bytes
    }
    try #require(inet_pton(AF_INET, address, &bytes) == 1)
    return Array(bytes[..<4])
  }
}
