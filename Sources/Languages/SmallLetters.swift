/// The letters of a text in small form, with one space for whatever stands between, and how many there are of each script.
struct SmallLetters {
  private(set) var bytes: [UInt8] = []
  private(set) var letters = [Int](repeating: 0, count: Script.allCases.count)
  /// Where the word began that is being read, and whether it is a name in code: with digits, underscores or capitals within.
  private var wordStart = 0
  private var isName = false
  private var wasSmall = false

  /// The small forms of two-byte letters.
  private static let smallForms: [UInt16] = (0x80..<0x800).map { value in
    guard let scalar = Unicode.Scalar(UInt32(value)) else { return UInt16(value) }
    let mapped = scalar.properties.lowercaseMapping.unicodeScalars
    guard mapped.count == 1, let small = mapped.first, small.value < 0x800, small.value >= 0x80 else {
      return UInt16(value)
    }
    return UInt16(small.value)
  }

  /// Replaces what was read before.
  mutating func read(_ text: UnsafeBufferPointer<UInt8>) {
    bytes.removeAll(keepingCapacity: true)
    for place in letters.indices { letters[place] = 0 }
    bytes.append(0x20)
    (wordStart, isName, wasSmall) = (1, false, false)
    var at = 0
    while at < text.count {
      let byte = text[at]
      if byte < 0x80 {
        addASCII(byte)
        at += 1
      } else {
        at += addScalar(text, at)
      }
    }
    endWord()
  }

  private mutating func addASCII(_ byte: UInt8) {
    let small = byte | 0x20
    if small &- 0x61 < 26 {
      let isSmall = byte == small
      if !isSmall, wasSmall { isName = true }
      wasSmall = isSmall
      bytes.append(small)
    } else if byte &- 0x30 < 10 || byte == 0x5F {
      if byte == 0x5F || bytes.count > wordStart { isName = true }
    } else {
      endWord()
    }
  }

  /// Gives the number of bytes read; what is not UTF-8 separates words.
  private mutating func addScalar(_ text: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let length = text[at] >= 0xF0 ? 4 : text[at] >= 0xE0 ? 3 : text[at] >= 0xC0 ? 2 : 0
    guard length > 0, at + length <= text.count else {
      endWord()
      return 1
    }
    var value = UInt32(text[at]) & (0xFF >> UInt32(length + 1))
    for next in 1..<length { value = value << 6 | UInt32(text[at + next] & 0x3F) }
    guard let script = Script(value) else {
      // Marks on letters, and the joiners of words, say nothing and separate nothing.
      if !(0x300..<0x370).contains(value), !(0x200B...0x200D).contains(value), value != 0xAD { endWord() }
      return length
    }
    letters[script.rawValue] += script.weight
    wasSmall = false
    if length == 2 {
      let small = Self.smallForms[Int(value) - 0x80]
      bytes.append(UInt8(0xC0 | small >> 6))
      bytes.append(UInt8(0x80 | small & 0x3F))
    } else {
      bytes.append(contentsOf: text[at..<(at + length)])
    }
    return length
  }

  private mutating func endWord() {
    let length = bytes.count - wordStart
    if isName {
      bytes.removeLast(length)
    } else if length > 0 {
      letters[Script.latin.rawValue] += bytes[wordStart...].count { $0 < 0x80 }
      bytes.append(0x20)
      wordStart = bytes.count
    }
    (isName, wasSmall) = (false, false)
  }
}
