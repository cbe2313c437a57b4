import Extraction
import Pipeline
import Synchronization

/// What may still be unpacked from one file, however deep containers lie in each other: they share it.
final class MemberBudget: Sendable {
  private struct Left {
    var count: Int
    var bytes: Int64
    /// Whether `bytes` are what the size of the file allows.
    var isInProportion = false
    var text = MemberBudget.textLimit
  }

  /// UTF-8 bytes of members' texts that are held in memory together, where they are.
  private static let textLimit = 256 << 20

  private let limits: MemberLimits
  private let left: Mutex<Left>

  init(_ limits: MemberLimits) {
    self.limits = limits
    left = Mutex(Left(count: limits.count, bytes: limits.total))
  }

  /// Says how large the file is: what is unpacked of it at all depths together is in proportion to that.
  func begin(size: Int64) {
    left.withLock { left in
      left.bytes = limits.total(of: Int(clamping: size))
      left.isInProportion = left.bytes < limits.total
    }
  }

  /// The bound that is reached when no bytes are left.
  var bound: MemberLimit { left.withLock { $0.isInProportion ? .ratio : .total } }

  /// What a container at this depth may give; 0 is the file itself.
  func limits(at depth: Int) -> MemberLimits {
    left.withLock { left in
      var limits = limits
      limits.depth = max(0, limits.depth - depth)
      // With none left, the first member is still announced, so that the container says that there was one.
      limits.count = max(1, left.count)
      limits.total = max(0, left.bytes)
      limits.isInProportion = left.isInProportion
      return limits
    }
  }

  /// Takes a member's place; false when none is left.
  func takePlace() -> Bool {
    left.withLock { left in
      left.count -= 1
      return left.count >= 0
    }
  }

  /// Takes room for a text that is held in memory; false when there is not so much.
  func takeText(_ bytes: Int) -> Bool {
    left.withLock { left in
      guard bytes <= left.text else { return false }
      left.text -= bytes
      return true
    }
  }

  /// Takes room for bytes; false when there is not so much.
  func take(bytes: Int) -> Bool {
    left.withLock { left in
      left.bytes -= Int64(bytes)
      return left.bytes >= 0
    }
  }
}
