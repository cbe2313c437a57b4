import Poppler

/// Tells headers, footers and page numbers from the text of a page, page after page.
///
/// A line at the upper or lower edge of a page that stood in the same place on a recent page, with the same words and
/// with numbers that are the same or went on as the pages did, is a running line. Its first appearance stays text, so
/// nothing is lost; what repeats it is left out, since it would stand in the midst of sentences and be found on every
/// page. Once a place is known to hold running lines, one is also known there by naming an entry of the outline.
///
/// It only looks back, so that a page leaves as soon as it is read.
struct RunningLines {
  /// Pages that are remembered: left and right ones may differ, and a figure may take one for itself.
  private static let memory = 6
  /// Rows from either edge that may hold running lines.
  private static let rows = 3
  /// Of the larger of two font sizes: the least space between a running line and the text.
  private static let gap: Float = 0.6
  /// Characters; what is longer is no header.
  private static let longest = 160

  /// A line at the edge of a page, as it may come back.
  private struct Candidate {
    let top: Float
    let fontSize: Float
    let words: [UInt32]
    let numbers: [Int]
    var isRunning = false
  }

  private let outline: Set<[UInt32]>
  private var recent: [(page: Int, candidates: [Candidate])] = []

  init(outline: [String]) {
    self.outline = Set(outline.map { Self.letters($0.unicodeScalars.lazy.map(\.value)) }.filter { $0.count >= 4 })
  }

  /// The lines of the next page without those that only repeat.
  mutating func removing(from lines: [PageLine], page: Int) -> [PageLine] {
    let edges = Self.edges(of: lines)
    var candidates: [Candidate] = []
    var repeated: Set<Int> = []
    for index in edges {
      var candidate = Self.candidate(lines[index])
      if isRepeated(candidate, page: page) || isKnownPlace(candidate) && namesEntry(lines[index]) {
        candidate.isRunning = true
        repeated.insert(index)
      }
      candidates.append(candidate)
    }
    recent.append((page, candidates))
    if recent.count > Self.memory { recent.removeFirst() }
    guard !repeated.isEmpty, Self.isBesideText(repeated, in: lines) else { return lines }
    return lines.indices.filter { !repeated.contains($0) }.map { lines[$0] }
  }

  /// Whether there is much more on the page than what repeats: on a page of a few words a line that comes back is one
  /// of them.
  private static func isBesideText(_ repeated: Set<Int>, in lines: [PageLine]) -> Bool {
    let dropped = repeated.reduce(0) { $0 + lines[$1].text.count }
    let whole = lines.reduce(0) { $0 + $1.text.count }
    return whole - dropped >= min(4 * dropped, 200)
  }

  /// Indices of the lines at the upper and the lower edge that are set apart from what is between them.
  private static func edges(of lines: [PageLine]) -> [Int] {
    let upright = lines.indices.filter { lines[$0].place.rotation == 0 }
    let sorted = upright.sorted { lines[$0].place.top < lines[$1].place.top }
    let above = setApart(sorted, lines)
    let below = setApart(sorted.reversed(), lines).filter { !above.contains($0) }
    return (above + below).filter { lines[$0].text.count <= longest }
  }

  /// The outermost rows, as many as end before a gap wider than that between the lines of a paragraph.
  ///
  /// `sorted` are the lines from an edge inwards.
  private static func setApart(_ sorted: [Int], _ lines: [PageLine]) -> [Int] {
    var outer: [Int] = []
    var row: [Int] = []
    var rows = 0
    for index in sorted {
      let place = lines[index].place
      if let last = row.last.map({ lines[$0].place }), abs(place.top - last.top) >= max(2, last.fontSize / 2) {
        let gap = place.top > last.top ? place.top - last.bottom : last.top - place.bottom
        rows += 1
        if gap > Self.gap * max(place.fontSize, last.fontSize) { outer = Array(sorted.prefix { $0 != index }) }
        guard rows < Self.rows else { return outer }
        row = []
      }
      row.append(index)
    }
    return outer
  }

  private static func candidate(_ line: PageLine) -> Candidate {
    var words: [UInt32] = []
    var numbers: [Int] = []
    var isInNumber = false
    for scalar in line.text where scalar != 0x20 {
      guard (0x30...0x39).contains(scalar) else {
        isInNumber = false
        words.append(scalar)
        continue
      }
      // A mark where a number stands, and what it is worth; longer ones than a page number can be only have to be the
      // same.
      if !isInNumber {
        words.append(0)
        numbers.append(0)
      }
      isInNumber = true
      numbers[numbers.count - 1] = (numbers[numbers.count - 1] &* 10 &+ Int(scalar - 0x30)) & 0xFFFF_FFFF
    }
    if let number = romanNumber(words), numbers.isEmpty {
      words = [1]
      numbers = [number]
    }
    return Candidate(top: line.place.top, fontSize: line.place.fontSize, words: words, numbers: numbers)
  }

  private func isRepeated(_ candidate: Candidate, page: Int) -> Bool {
    recent.contains { earlier in
      earlier.candidates.contains { other in
        guard abs(other.top - candidate.top) < 2, other.words == candidate.words else { return false }
        return zip(candidate.numbers, other.numbers).allSatisfy { $0 == $1 || $0 - $1 == page - earlier.page }
      }
    }
  }

  /// Whether running lines of this size stood here twice on recent pages.
  private func isKnownPlace(_ candidate: Candidate) -> Bool {
    recent.count { earlier in
      earlier.candidates.contains {
        $0.isRunning && abs($0.top - candidate.top) < 2 && abs($0.fontSize - candidate.fontSize) < 1
      }
    } >= 2
  }

  /// Whether the line is a title of the outline, alone or behind a few other words, as in "Chapter 3. Installing".
  private func namesEntry(_ line: PageLine) -> Bool {
    guard !outline.isEmpty else { return false }
    var rest = line.text[...]
    while !rest.isEmpty {
      if outline.contains(Self.letters(rest)) { return true }
      guard let space = rest.firstIndex(of: 0x20) else { return false }
      rest = rest[(space + 1)...]
    }
    return false
  }

  /// The letters of a title in lower case: what is the same in a header, however it is numbered and set.
  private static func letters(_ scalars: some Sequence<UInt32>) -> [UInt32] {
    var letters: [UInt32] = []
    for value in scalars {
      guard let properties = Unicode.Scalar(value)?.properties, properties.isAlphabetic else { continue }
      letters.append(contentsOf: properties.lowercaseMapping.unicodeScalars.lazy.map(\.value))
    }
    return letters
  }

  /// The value of a line that is a Roman numeral and nothing else, as front matter is numbered.
  private static func romanNumber(_ word: [UInt32]) -> Int? {
    guard (1...8).contains(word.count) else { return nil }
    let values: [UInt32: Int] = [0x69: 1, 0x76: 5, 0x78: 10, 0x6C: 50, 0x63: 100]
    var total = 0
    var next = 0
    for scalar in word.reversed() {
      guard let value = values[scalar | 0x20] else { return nil }
      total += value < next ? -value : value
      next = max(next, value)
    }
    return total
  }
}
