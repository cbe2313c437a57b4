import Glibc

/// A growing run of plain values in memory of its own, for the inner loops of building an index.
///
/// An `Array` asks on every write whether it is shared and whether there is room, and copies when it grows. This is never
/// shared, and grows by `realloc`, which moves the pages of a large run instead of copying them.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 16) {
    base = Self.memory(realloc(nil, capacity * MemoryLayout<Element>.stride), for: capacity)
    self.capacity = capacity
  }

  deinit { free(base) }

  /// Memory held, used or not.
  var byteCount: Int { capacity * MemoryLayout<Element>.stride }

  /// Valid until the next change.
  var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index < count, "an element that was appended")
      return base[index]
    }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow(by: 1) }
    base[count] = element
    count &+= 1
  }

  mutating func append(contentsOf other: UnsafeBufferPointer<Element>) {
    guard let source = other.baseAddress else { return }
    let start = reserve(other.count)
    (base + start).update(from: source, count: other.count)
  }

  /// Adds `length` elements that the caller initializes at once; returns where they begin.
  @inline(__always)
  mutating func reserve(_ length: Int) -> Int {
    if length > capacity &- count { grow(by: length) }
    defer { count &+= length }
    return count
  }

  mutating func removeAll() { count = 0 }

  @inline(never)
  private mutating func grow(by length: Int) {
    let step = byteCount > Self.large ? capacity / 4 : capacity
    let wanted = capacity + max(step, length)
    base = Self.memory(realloc(base, wanted * MemoryLayout<Element>.stride), for: wanted)
    capacity = wanted
  }

  /// As with every allocation of Swift's own, there is no going on without.
  private static func memory(_ memory: UnsafeMutableRawPointer?, for capacity: Int) -> UnsafeMutablePointer<Element> {
    guard let memory else { preconditionFailure("the index of a batch fits in memory") }
    return memory.bindMemory(to: Element.self, capacity: capacity)
  }

  /// From so many bytes on, memory is worth more than the system calls of growing in small steps.
  private static var large: Int { 1 << 20 }
}

extension GrowingBuffer<UInt8> {
  /// Appends `value` as LEB128. `value` is not negative.
  @inline(__always)
  mutating func append(varint value: Int) {
    var rest = UInt(bitPattern: value)
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(truncatingIfNeeded: rest))
  }
}
