/// What is in a gzip file (RFC 1952, RFC 1951), block by block.
///
/// In Swift, for lists of addresses that strangers send: what is broken in them can break nothing here. A damaged file ends where it is
/// damaged; its checksum is not looked at.
struct Inflater {
  private struct Broken: Error {}

  private var bits: BitSource
  private var left: Int
  private var window: [UInt8] = []
  private var output: [UInt8] = []
  private var state = State.header

  private enum State {
    case header, block, ended
    case stored(Int, isLast: Bool)
    case codes(HuffmanCode, HuffmanCode, isLast: Bool)
  }

  /// As far back as a copy may reach.
  private static let reach = 32 << 10
  private static let blockSize = 64 << 10

  /// No more than `limit` bytes come out.
  init(_ source: Sitemap.FileBytes, limit: Int) {
    bits = BitSource(source)
    left = limit
  }

  /// The next bytes; nil at the end.
  mutating func next() -> ArraySlice<UInt8>? {
    output = Array(window.suffix(Self.reach))
    let start = output.count
    do {
      while output.count - start < Self.blockSize, left > 0 {
        if case .ended = state { break }
        let before = output.count
        try step()
        left -= output.count - before
      }
    } catch {
      state = .ended
    }
    window = output
    return output.count > start ? output[start...] : nil
  }

  private mutating func step() throws {
    switch state {
    case .ended: return
    case .header:
      try header()
      state = .block
    case .block: try beginBlock()
    case .stored(0, let isLast): endBlock(isLast)
    case .stored(let count, let isLast):
      output.append(try bits.byte())
      state = .stored(count - 1, isLast: isLast)
    case .codes(let lengths, let distances, let isLast):
      if try copy(lengths, distances) { endBlock(isLast) }
    }
  }

  private mutating func endBlock(_ isLast: Bool) { state = isLast ? .ended : .block }

  private mutating func header() throws {
    guard try bits.byte() == 0x1F, try bits.byte() == 0x8B, try bits.byte() == 8 else { throw Broken() }
    let flags = try bits.byte()
    for _ in 0..<6 { _ = try bits.byte() }
    if flags & 4 != 0 {
      let count = Int(try bits.byte()) | Int(try bits.byte()) << 8
      for _ in 0..<count { _ = try bits.byte() }
    }
    // A name and a remark, each with a zero at its end.
    for flag: UInt8 in [8, 16] where flags & flag != 0 {
      while try bits.byte() != 0 {}
    }
    if flags & 2 != 0 { for _ in 0..<2 { _ = try bits.byte() } }
  }

  private mutating func beginBlock() throws {
    let isLast = try bits.take(1) == 1
    switch try bits.take(2) {
    case 0:
      bits.align()
      let count = Int(try bits.byte()) | Int(try bits.byte()) << 8
      let check = Int(try bits.byte()) | Int(try bits.byte()) << 8
      guard count == ~check & 0xFFFF else { throw Broken() }
      state = .stored(count, isLast: isLast)
    case 1: state = .codes(HuffmanCode.fixedLengths, HuffmanCode.fixedDistances, isLast: isLast)
    case 2:
      let (lengths, distances) = try codes()
      state = .codes(lengths, distances, isLast: isLast)
    default: throw Broken()
    }
  }

  /// The codes of a block, which are written in a code of their own.
  private mutating func codes() throws -> (HuffmanCode, HuffmanCode) {
    let (literals, distances) = (Int(try bits.take(5)) + 257, Int(try bits.take(5)) + 1)
    var lengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<Int(try bits.take(4)) + 4 { lengths[Self.order[index]] = UInt8(try bits.take(3)) }
    let meta = try code(lengths[...])
    lengths = []
    while lengths.count < literals + distances {
      let symbol = try bits.symbol(of: meta)
      switch symbol {
      case ..<16: lengths.append(UInt8(symbol))
      case 16:
        guard let last = lengths.last else { throw Broken() }
        lengths += repeatElement(last, count: Int(try bits.take(2)) + 3)
      case 17: lengths += repeatElement(0, count: Int(try bits.take(3)) + 3)
      default: lengths += repeatElement(0, count: Int(try bits.take(7)) + 11)
      }
    }
    guard lengths.count == literals + distances else { throw Broken() }
    return (try code(lengths[..<literals]), try code(lengths[literals...]))
  }

  private func code(_ lengths: ArraySlice<UInt8>) throws -> HuffmanCode {
    guard let code = HuffmanCode(lengths) else { throw Broken() }
    return code
  }

  /// Takes one literal or copy; whether the block ends.
  private mutating func copy(_ lengths: HuffmanCode, _ distances: HuffmanCode) throws -> Bool {
    let symbol = try bits.symbol(of: lengths)
    if symbol < 256 {
      output.append(UInt8(symbol))
      return false
    }
    guard symbol > 256 else { return true }
    guard symbol < 286 else { throw Broken() }
    let (base, extra) = Self.lengths[symbol - 257]
    let count = base + Int(try bits.take(extra))
    let place = try bits.symbol(of: distances)
    guard place < 30 else { throw Broken() }
    let (start, more) = Self.distances[place]
    let distance = start + Int(try bits.take(more))
    guard distance <= output.count else { throw Broken() }
    for _ in 0..<count { output.append(output[output.count - distance]) }
    return false
  }

  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

  /// What the symbols from 257 on stand for: a length, and how many bits are added to it.
  private static let lengths: [(Int, Int)] =
    zip(
      [
        3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227,
        258,
      ], [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
    ).map { ($0, $1) }

  private static let distances: [(Int, Int)] =
    zip(
      [
        1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097,
        6145, 8193, 12289, 16385, 24577,
      ], [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13]
    ).map { ($0, $1) }
}

/// A code of which the words' lengths say all (RFC 1951, 3.2.2).
struct HuffmanCode {
  /// How many words have each length, from 0 to 15.
  fileprivate let counts: [Int]
  /// Symbols in the order of their words.
  fileprivate let symbols: [Int]

  /// nil where there are more words than there can be.
  init?(_ lengths: ArraySlice<UInt8>) {
    var counts = [Int](repeating: 0, count: 16)
    for length in lengths { counts[Int(length)] += 1 }
    counts[0] = 0
    var left = 1
    for count in counts.dropFirst() {
      left = left << 1 - count
      if left < 0 { return nil }
    }
    self.counts = counts
    symbols = lengths.enumerated().filter { $0.element > 0 }.sorted {
      ($0.element, $0.offset) < ($1.element, $1.offset)
    }.map(\.offset)
  }

  private init(counts: [Int], symbols: [Int]) {
    self.counts = counts
    self.symbols = symbols
  }

  private static func fixed(_ lengths: [UInt8]) -> HuffmanCode {
    HuffmanCode(lengths[...]) ?? HuffmanCode(counts: [Int](repeating: 0, count: 16), symbols: [])
  }

  static let fixedLengths = fixed(
    [UInt8](repeating: 8, count: 144) + [UInt8](repeating: 9, count: 112) + [UInt8](repeating: 7, count: 24)
      + [UInt8](repeating: 8, count: 8))
  static let fixedDistances = fixed([UInt8](repeating: 5, count: 30))
}

/// Bits of a file, the lowest of a byte first.
private struct BitSource {
  private struct AtEnd: Error {}

  private var source: Sitemap.FileBytes
  private var block: [UInt8] = []
  private var position = 0
  private var held: UInt32 = 0
  private var count = 0

  init(_ source: Sitemap.FileBytes) { self.source = source }

  mutating func take(_ wanted: Int) throws -> UInt32 {
    while count < wanted {
      held |= UInt32(try whole()) << UInt32(count)
      count += 8
    }
    let value = held & (1 << UInt32(wanted) - 1)
    held >>= UInt32(wanted)
    count -= wanted
    return value
  }

  /// Leaves what is left of a byte.
  mutating func align() {
    held >>= UInt32(count & 7)
    count -= count & 7
  }

  mutating func byte() throws -> UInt8 { UInt8(try take(8)) }

  mutating func symbol(of code: HuffmanCode) throws -> Int {
    var (word, first, index) = (0, 0, 0)
    for length in 1...15 {
      word |= Int(try take(1))
      let count = code.counts[length]
      if word - count < first { return code.symbols[index + word - first] }
      index += count
      first = (first + count) << 1
      word <<= 1
    }
    throw AtEnd()
  }

  private mutating func whole() throws -> UInt8 {
    if position == block.count {
      guard let next = source.next() else { throw AtEnd() }
      (block, position) = (next, 0)
    }
    position += 1
    return block[position - 1]
  }
}
