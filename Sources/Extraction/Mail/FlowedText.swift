/// The paragraphs of a body whose lines flow (RFC 3676, `format=flowed`): a line that ends with a space goes on in the next.
enum FlowedText {
  /// The same with each paragraph in one line. `deletingSpaces` is the parameter `delsp`: the space at the end of a line is none of the text then,
  /// as where words are not parted by spaces.
  static func unflowed(_ text: [UInt8], deletingSpaces: Bool) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    // The depth of quotation of the line that goes on; nil where none does.
    var open: Int?
    var rest = text[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
      var line = rest[..<end]
      rest = rest[min(end + 1, rest.endIndex)...]
      if line.last == UInt8(ascii: "\r") { line.removeLast() }
      let depth = line.prefix { $0 == UInt8(ascii: ">") }.count
      line = line.dropFirst(depth)
      // What begins with a space, `>` or `From ` was given a space in front.
      if line.first == UInt8(ascii: " ") { line.removeFirst() }
      let isSignature = line.elementsEqual("-- ".utf8)
      if open != depth || isSignature {
        if open != nil { result.append(UInt8(ascii: "\n")) }
        result += [UInt8](repeating: UInt8(ascii: ">"), count: depth)
        if depth > 0, !line.isEmpty { result.append(UInt8(ascii: " ")) }
      }
      let isFlowed = line.last == UInt8(ascii: " ") && !isSignature
      result += isFlowed && deletingSpaces ? line.dropLast() : line
      open = isFlowed ? depth : nil
      if !isFlowed { result.append(UInt8(ascii: "\n")) }
    }
    return result
  }
}
