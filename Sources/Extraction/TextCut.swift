/// Where a text is cut when it is too long for one part.
enum TextCut {
  /// The length of the longest piece of `text` within `limit` bytes that ends, in this order of preference, with a paragraph,
  /// a line, a word, a character; a better boundary is only taken from the second half. Zero when not even one character fits.
  static func length(of text: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    guard text.count > limit else { return text.count }
    var line: Int?
    var word: Int?
    var index = limit - 1
    while index >= limit / 2 {
      let byte = text[index]
      if byte == UInt8(ascii: "\n") {
        if index > 0, text[index - 1] == byte { return index + 1 }
        line = line ?? index + 1
      } else if byte <= 0x20 {
        word = word ?? index + 1
      }
      index -= 1
    }
    return line ?? word ?? character(in: text, limit: limit)
  }

  private static func character(in text: UnsafeBufferPointer<UInt8>, limit: Int) -> Int {
    var end = limit
    // A character begins at any byte that is not a continuation (RFC 3629 section 3).
    while end > 0, text[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }
}
