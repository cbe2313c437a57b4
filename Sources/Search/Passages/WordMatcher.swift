import Indexing

/// Decides which patterns of a query a word of a text matches.
///
/// Nearly every word of a text matches nothing, and stemming costs more than all else: so words whose first letter no match
/// begins with are passed over at once, and what was decided for a word is remembered.
final class WordMatcher {
  private let patterns: [WordPattern]
  private let canBegin: [Bool]
  private let hasForms: Bool
  private let stemming: WordStems
  private var decisions = Decisions()
  private var stems: [[UInt8]] = []

  init(patterns: [WordPattern], stems: WordStems) {
    self.patterns = patterns
    stemming = stems
    hasForms = patterns.contains { if case .forms = $0 { true } else { false } }
    canBegin = Self.firstBytes(of: patterns, all: hasForms && stems.mayStripPrefixes)
  }

  private static func firstBytes(of patterns: [WordPattern], all: Bool) -> [Bool] {
    var can = [Bool](repeating: all, count: 256)
    for pattern in patterns {
      switch pattern {
      case .exact(let bytes), .prefix(let bytes):
        if let first = bytes.first { can[Int(first)] = true }
      case .forms(let word, let stems):
        for first in (stems + [word]).compactMap(\.first) { can[Int(first)] = true }
      case .fuzzy: return [Bool](repeating: true, count: 256)
      }
    }
    return can
  }

  /// The numbers of the patterns that `word` (folded) matches.
  func matches(of word: UnsafeBufferPointer<UInt8>) -> [Int] {
    guard let first = word.first, canBegin[Int(first)] else { return [] }
    let key = Decisions.key(of: word)
    if let known = decisions[key] { return known }
    let decision = decide(word)
    decisions[key] = decision
    return decision
  }

  /// Whether `word`, which `pattern` matches, is the word that was asked for and not another form of it.
  func isTyped(_ word: UnsafeBufferPointer<UInt8>, as pattern: Int) -> Bool {
    guard case .forms(let typed, _) = patterns[pattern] else { return true }
    return word.elementsEqual(typed)
  }

  private func decide(_ word: UnsafeBufferPointer<UInt8>) -> [Int] {
    stems.removeAll(keepingCapacity: true)
    if hasForms {
      let mayBeForm = mayBeForm(word)
      if mayBeForm || stemming.mayStripPrefixes && mayHoldStem(word) {
        stems = stemming.stems(of: word, strippingOnly: !mayBeForm)
      }
    }
    return patterns.indices.filter { matches(patterns[$0], word) }
  }

  /// Most stemmers change endings. So a form of a stem begins as it does; short words by their first letter at least (`dying`, `die`).
  private func mayBeForm(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    anyStem { word.starts(with: $0.prefix(word.count < 6 ? 1 : 3)) }
  }

  /// What is left of a word without its beginning begins as the stem does: by two letters at least. Arabic and others write some letters in
  /// several ways, so that holds of Latin script alone.
  private func mayHoldStem(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    guard word.allSatisfy({ $0 < 0x80 }) else { return true }
    return anyStem { stem in
      guard stem.count > 1 else { return true }
      return (1..<word.count).contains { $0 + 1 < word.count && word[$0] == stem[0] && word[$0 + 1] == stem[1] }
    }
  }

  private func anyStem(_ isBegun: ([UInt8]) -> Bool) -> Bool {
    patterns.contains { pattern in
      guard case .forms(_, let stems) = pattern else { return false }
      return stems.contains(where: isBegun)
    }
  }

  private func matches(_ pattern: WordPattern, _ word: UnsafeBufferPointer<UInt8>) -> Bool {
    switch pattern {
    case .exact(let bytes): word.elementsEqual(bytes)
    case .prefix(let bytes): word.starts(with: bytes)
    case .forms(let bytes, let wanted): word.elementsEqual(bytes) || stems.contains { wanted.contains($0) }
    case .fuzzy(let bytes, let edits): EditWalk.distance(bytes, Array(word), limit: edits) != nil
    }
  }

  /// What was decided lately, in a table of fixed size: a word takes the place of another that falls on the same slot.
  /// Words are told by a 64-bit hash alone; two that share one would at worst be marked alike.
  private struct Decisions {
    private var keys = [UInt64](repeating: 0, count: 1024)
    private var values = [[Int]](repeating: [], count: 1024)

    subscript(key: UInt64) -> [Int]? {
      get {
        let slot = Int(truncatingIfNeeded: key) & 1023
        return keys[slot] == key ? values[slot] : nil
      }
      set {
        let slot = Int(truncatingIfNeeded: key) & 1023
        keys[slot] = key
        values[slot] = newValue ?? []
      }
    }

    /// FNV-1a, which is never 0 here, so that an empty slot is no word's.
    static func key(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for byte in word { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      return (hash ^ (hash >> 29)) | 1 << 63
    }
  }
}
