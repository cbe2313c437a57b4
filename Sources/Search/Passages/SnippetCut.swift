/// Where a snippet's fragment may begin and end in a text.
///
/// Cuts fall between words, and between the characters of scripts that do not space their words; inside a word only where
/// it is so long that it would fill the snippet.
struct SnippetCut {
  /// How much a fragment may hold. Characters of East Asian scripts are as wide as two.
  struct Budget {
    var words: Int
    var columns: Int
  }

  struct Fragment: Equatable {
    var range: Range<String.Index>
    /// Whether the fragment begins inside a sentence, and whether text follows.
    var isCutBefore: Bool
    var isCutAfter: Bool
  }

  let text: String

  /// Characters looked at in one direction: a text may have megabytes of white space.
  private static let reach = 2000
  /// A sentence may begin this many columns before the match.
  private static let sentenceReach = 100

  /// The fragment around `core`, the bytes of the matches to show, or as much of it as fits.
  func fragment(around core: Range<Int>, _ budget: Budget) -> Fragment {
    let start = wordStart(at: index(core.lowerBound))
    let end = index(core.upperBound)
    let measured = measure(from: start, to: end, within: budget)
    guard measured.columns < budget.columns, measured.words < budget.words else {
      return fragment(from: start, lead: start, budget)
    }
    let left = Budget(words: budget.words - measured.words, columns: budget.columns - measured.columns)
    let rest = forward(from: end, left)
    let isShortAfter = rest.index == text.endIndex
    // What is not needed after the match is given to what stands before it.
    let share = Budget(
      words: isShortAfter ? left.words - rest.used.words : left.words * 2 / 5,
      columns: isShortAfter ? left.columns - rest.used.columns : left.columns * 2 / 5)
    return fragment(from: start, lead: backward(from: start, share), budget)
  }

  /// The text's beginning.
  func opening(_ budget: Budget) -> Fragment {
    let start = text.firstIndex { !Self.isBlank($0) } ?? text.endIndex
    return fragment(from: start, lead: start, budget)
  }

  private func fragment(from start: String.Index, lead: String.Index, _ budget: Budget) -> Fragment {
    let lead = text[lead..<start].firstIndex { !Self.isBlank($0) } ?? start
    let before = measure(from: lead, to: start, within: budget)
    let left = Budget(words: budget.words - before.words, columns: budget.columns - before.columns)
    let end = forward(from: start, left).index
    return Fragment(
      range: lead..<end, isCutBefore: lead < text.endIndex && !startsSentence(lead),
      isCutAfter: text[end...].prefix(Self.reach).contains { !Self.isBlank($0) })
  }

  /// The last place to cut within `budget` beyond `start`.
  private func forward(from start: String.Index, _ budget: Budget) -> (index: String.Index, used: Budget) {
    var used = Budget(words: 0, columns: 0)
    var (cut, atCut): (String.Index?, Budget) = (nil, used)
    var weakCut: String.Index?
    var last = Glyph.space
    var index = start
    for _ in 0..<Self.reach {
      guard index < text.endIndex else { return (index, used) }
      let next = Glyph(of: text, at: index)
      if index > start {
        if Glyph.parts(last, next) { (cut, atCut) = (index, used) }
        if !last.isInWord || !next.isInWord { weakCut = index }
      }
      used.columns += next.columns(after: last)
      if last.isBlank && !next.isBlank { used.words += 1 }
      if used.columns > budget.columns || used.words > budget.words { break }
      last = next
      text.formIndex(after: &index)
    }
    if let cut { return (cut, atCut) }
    return (weakCut ?? index, used)
  }

  /// Where to begin when text before `start` may take up `budget`: at the start of the text if all of it fits, at that of the
  /// sentence where that is near, else at the farthest word.
  private func backward(from start: String.Index, _ budget: Budget) -> String.Index {
    var used = Budget(words: 0, columns: 0)
    var farthest = start
    var sentence: String.Index?
    var index = start
    var here = Glyph.letter
    for _ in 0..<Self.reach {
      guard index > text.startIndex else { return index }
      let previous = text.index(before: index)
      let before = Glyph(of: text, at: previous)
      if !here.isBlank, Glyph.parts(before, here) {
        farthest = index
        if sentence == nil, used.columns <= Self.sentenceReach, startsSentence(index) { sentence = index }
      }
      used.columns += before.columns(after: here)
      if here.isBlank && !before.isBlank { used.words += 1 }
      if used.columns > budget.columns || used.words > budget.words { break }
      (index, here) = (previous, before)
    }
    return sentence ?? farthest
  }

  private func measure(from start: String.Index, to end: String.Index, within budget: Budget) -> Budget {
    var used = Budget(words: 0, columns: 0)
    var last = Glyph.space
    var index = start
    for _ in 0..<Self.reach where index < end {
      let next = Glyph(of: text, at: index)
      used.columns += next.columns(after: last)
      if last.isBlank && !next.isBlank { used.words += 1 }
      if used.columns > budget.columns || used.words > budget.words { break }
      last = next
      text.formIndex(after: &index)
    }
    return used
  }

  /// Whether a sentence or a paragraph begins at `index`.
  private func startsSentence(_ index: String.Index) -> Bool {
    guard index < text.endIndex, !Self.isBlank(text[index]) else { return false }
    var (lines, spaces) = (0, 0)
    var before = index
    for _ in 0..<64 {
      guard let last = character(before: &before) else { return true }
      if Self.isBlank(last) {
        spaces += 1
        lines += last.isNewline ? 1 : 0
      } else if "」』）".contains(last) || (spaces > 0 && "\"'”’»)]".contains(last)) {
        continue
      } else if "。！？｡".contains(last) {
        return true
      } else {
        return lines > 1 || (spaces > 0 && ".!?…".contains(last) && !text[index].isLowercase)
      }
    }
    return lines > 1
  }

  private func character(before index: inout String.Index) -> Character? {
    guard index > text.startIndex else { return nil }
    text.formIndex(before: &index)
    return text[index]
  }

  /// The start of the word around `index`, if that is near: a match may be a part of a word.
  private func wordStart(at index: String.Index) -> String.Index {
    var start = index
    for _ in 0..<64 {
      guard start > text.startIndex, start < text.endIndex else { break }
      let before = text.index(before: start)
      let (one, other) = (Glyph(of: text, at: before), Glyph(of: text, at: start))
      guard one.isInWord, !Glyph.parts(one, other) else { break }
      start = before
    }
    return start
  }

  /// The character boundary at byte `offset` of the text, or the nearest one before it.
  private func index(_ offset: Int) -> String.Index {
    var index = text.utf8.index(text.startIndex, offsetBy: min(max(offset, 0), text.utf8.count))
    while index > text.startIndex, String.Index(index, within: text) == nil { index = text.utf8.index(before: index) }
    return index
  }

  private static func isBlank(_ character: Character) -> Bool {
    character.unicodeScalars.first.map(SnippetBuilder.isBlank) ?? true
  }
}
