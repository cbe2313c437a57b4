import Documents

/// What lies between two versions of a text, in words: how often each stands in the one and in the other. Their order does not count, so
/// that a text which is read column by column now has lost nothing.
struct TextChange: Sendable {
  /// In characters.
  struct Amount: Sendable, Equatable {
    var before = 0
    var after = 0
    var lost = 0
    var gained = 0
  }

  /// Of the text.
  let body: Amount
  /// Of the text and what stands around it.
  let whole: Amount

  /// How much of both texts together is in both (Jaccard, of characters in words), from 0 to 1.
  var similarity: Double {
    let union = body.after + body.lost
    return union == 0 ? 1 : Double(body.after - body.gained) / Double(union)
  }
}

/// Gathers the words of two texts. Memory is in proportion to their different words: sixteen bytes for each.
struct TextComparison {
  private struct Word {
    /// Occurrences in the former text less those in the new one.
    var body: Int32 = 0
    var whole: Int32 = 0
    /// Characters.
    let length: Int32

    init(length: Int) { self.length = Int32(clamping: length) }

    mutating func count(_ zone: TextZone, isNew: Bool) {
      whole += isNew ? -1 : 1
      if zone == .body { body += isNew ? -1 : 1 }
    }
  }

  private var words: [Int: Word] = [:]
  private var body = TextChange.Amount()
  private var whole = TextChange.Amount()

  /// Takes the next part of one of the texts in. Words do not go on from part to part.
  mutating func add(_ text: String, _ zone: TextZone, isNew: Bool) {
    var text = text
    text.withUTF8 { bytes in
      var start = 0
      while start < bytes.count {
        let length = Self.length(of: bytes, from: start)
        if length > 0 { count(UnsafeBufferPointer(rebasing: bytes[start..<(start + length)]), zone, isNew: isNew) }
        start += max(length, 1)
      }
    }
  }

  func finish() -> TextChange {
    var (body, whole) = (body, whole)
    for word in words.values {
      Self.add(word.body, word.length, to: &body)
      Self.add(word.whole, word.length, to: &whole)
    }
    return TextChange(body: body, whole: whole)
  }

  private static func add(_ difference: Int32, _ length: Int32, to amount: inout TextChange.Amount) {
    if difference > 0 { amount.lost += Int(difference) * Int(length) }
    if difference < 0 { amount.gained += Int(-difference) * Int(length) }
  }

  private mutating func count(_ word: UnsafeBufferPointer<UInt8>, _ zone: TextZone, isNew: Bool) {
    var hasher = Hasher()
    hasher.combine(bytes: UnsafeRawBufferPointer(word))
    let length = word.reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    words[hasher.finalize(), default: Word(length: length)].count(zone, isNew: isNew)
    let path: WritableKeyPath<TextChange.Amount, Int> = isNew ? \.after : \.before
    whole[keyPath: path] += length
    if zone == .body { body[keyPath: path] += length }
  }

  /// The bytes of the word that begins at `start`; 0 for white space. Scripts that are written without spaces, from U+3000 on, are counted
  /// letter by letter.
  private static func length(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    var end = start
    while end < bytes.count {
      let byte = bytes[end]
      if byte <= 0x20 { break }
      if byte >= 0xE3 {
        if end > start { break }
        end += 1
        while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
        break
      }
      end += 1
    }
    return end - start
  }
}
