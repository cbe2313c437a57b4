/// How many edits many words in order are away from one: down a trie, as it were.
///
/// An edit puts in, takes out or replaces a letter, or swaps two neighbours (Damerau-Levenshtein distance, in the restricted
/// form: no letter is edited twice). Letters are Unicode scalars. Rows of the table are kept for the letters of the word at
/// hand, so a word that begins as the one before costs only the rows of its other letters, and a beginning that is too far
/// away already rules out all words that share it. Only the cells near the diagonal are computed (E. Ukkonen, 1985).
struct EditWalk {
  struct Step: Equatable {
    /// nil beyond the limit.
    var distance: Int?
    /// Every word that begins with this many bytes of the word is beyond the limit; `Int.max` if none is known to be.
    var hopelessBytes = Int.max
  }

  private let target: [UInt32]
  private let limit: Int
  private var letters: [UInt32] = []
  /// Where each letter ends in the word's bytes.
  private var ends: [Int] = []
  /// Row after row, one more than there are letters, each one cell longer than the target.
  private var rows: [UInt8]

  /// `word` is UTF-8. At most 250 letters count, and at most 16 edits.
  init(_ word: some Collection<UInt8>, limit: Int) {
    target = Array(String(decoding: word, as: UTF8.self).unicodeScalars.prefix(250).map(\.value))
    self.limit = min(max(limit, 0), 16)
    let width = target.count + 1
    rows = [UInt8](repeating: UInt8(self.limit + 1), count: (target.count + self.limit + 2) * width)
    for column in 0...min(target.count, self.limit) { rows[column] = UInt8(column) }
  }

  static func distance(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Int? {
    var walk = EditWalk(one, limit: limit)
    return other.withUnsafeBufferPointer { walk.step(to: $0, sharing: 0).distance }
  }

  /// Goes on to `word`, whose first `shared` bytes are those of the word before.
  mutating func step(to word: UnsafeBufferPointer<UInt8>, sharing shared: Int) -> Step {
    while let end = ends.last, end > shared {
      ends.removeLast()
      letters.removeLast()
    }
    // Words of this many bytes have too few letters, whatever they are; their rows are computed when a longer one needs them.
    guard word.count >= target.count - limit else { return Step() }
    var position = ends.last ?? 0
    while position < word.count {
      letters.append(Self.letter(of: word, at: &position))
      ends.append(position)
      if !fillRow() { return Step(distance: nil, hopelessBytes: position) }
    }
    let distance = Int(rows[letters.count * (target.count + 1) + target.count])
    return Step(distance: distance <= limit ? distance : nil)
  }

  /// Fills the row of the last letter; false if all of it is beyond the limit.
  private mutating func fillRow() -> Bool {
    let row = letters.count
    let low = max(1, row - limit)
    let high = min(target.count, row + limit)
    guard low <= high || row <= limit else { return false }
    let (target, width, beyond) = (target, target.count + 1, UInt8(limit + 1))
    let letter = letters[row - 1]
    let before = row > 1 ? letters[row - 2] : nil
    return rows.withUnsafeMutableBufferPointer { rows in
      let (last, this) = ((row - 1) * width, row * width)
      rows[this + low - 1] = low == 1 ? UInt8(min(row, limit + 1)) : beyond
      var least = rows[this + low - 1]
      for column in stride(from: low, through: high, by: 1) {
        let replaced = rows[last + column - 1] + (letter == target[column - 1] ? 0 : 1)
        var cell = min(replaced, rows[last + column] + 1, rows[this + column - 1] + 1, beyond)
        if column > 1, letter == target[column - 2], before == target[column - 1] {
          cell = min(cell, rows[last - width + column - 2] + 1)
        }
        rows[this + column] = cell
        least = min(least, cell)
      }
      if high < target.count { rows[this + high + 1] = beyond }
      return least < beyond
    }
  }

  /// The scalar that begins at `position`, which moves beyond it. Bytes that are not UTF-8 count as letters.
  private static func letter(of word: UnsafeBufferPointer<UInt8>, at position: inout Int) -> UInt32 {
    let first = word[position]
    position += 1
    guard first >= 0xC0 else { return UInt32(first) }
    var value = UInt32(first) & (first < 0xE0 ? 0x1F : first < 0xF0 ? 0x0F : 0x07)
    while position < word.count, word[position] & 0xC0 == 0x80 {
      value = value << 6 | UInt32(word[position] & 0x3F)
      position += 1
    }
    return value
  }
}
