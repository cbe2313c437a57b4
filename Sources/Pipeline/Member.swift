package import Documents

/// A document inside another one: of an archive, an attachment.
package struct Member: Sendable, Hashable {
  /// As the container gives it: it may lead anywhere, and need not be UTF-8.
  package let path: [UInt8]
  /// Nanoseconds since 1970; nil where the container says nothing.
  package let modified: Int64?

  package init(path: [UInt8], modified: Int64? = nil) {
    self.path = path
    self.modified = modified
  }
}

/// Bounds on what is inside one document, chosen so that no ordinary archive meets them. What is beyond is left out, and named.
package struct MemberLimits: Sendable, Hashable {
  /// How many containers may lie inside each other.
  package var depth: Int
  package var count: Int
  /// Bytes of all members together, unpacked.
  package var total: Int64
  /// Bytes of one member, unpacked.
  package var each: Int64
  /// Bytes unpacked for each byte packed, once they are more than `freely`.
  package var ratio: Int

  /// Whether `total` is what is left of what `ratio` makes of the size of the file around it all, rather than a bound of its own.
  package var isInProportion = false

  /// So much may be unpacked whatever the ratio: a small file of zeros is no bomb.
  package static let freely: Int64 = 256 << 20

  package init(
    depth: Int = 8, count: Int = 100_000, total: Int64 = 8 << 30, each: Int64 = 256 << 20, ratio: Int = 250
  ) {
    self.depth = depth
    self.count = count
    self.total = total
    self.each = each
    self.ratio = ratio
  }

  /// For when nobody wants members.
  package static let none = Self(depth: 0, count: 0, total: 0, each: 0, ratio: 0)

  /// Bytes that may be unpacked from `packed` bytes.
  package func total(of packed: Int) -> Int64 {
    let (bytes, isMore) = Int64(packed).multipliedReportingOverflow(by: Int64(ratio))
    return isMore ? total : min(total, max(Self.freely, bytes))
  }
}

extension Problem {
  /// What a container is refused for that has more members than are left to it, whether they were to be unpacked or are known.
  package static let tooManyMembers = Problem(
    code: "container_members", message: "There are more members in the file than the pipeline allows.")
}
