import Indexing

/// Decides which patterns of a query a word of a text matches.
///
/// Nearly every word of a text matches nothing, and stemming costs more than all else: so words whose first letter no match
/// begins with are passed over at once, and what was decided for a word is remembered.
final class WordMatcher {
  private let patterns: [WordPattern]
  private let canBegin: [Bool]
  private var stemmers: [Stemmer] = []
  private var decisions = Decisions()
  private var stems: [[UInt8]] = []

  /// Languages whose stemmers take off what stands before the stem: Arabic, Irish, Indonesian, Tamil, Yiddish, Dutch (`ge-`).
  private static let prefixing: Set<String> = ["ar", "ga", "id", "nl", "ta", "yi"]

  init(patterns: [WordPattern], languages: [String]) {
    self.patterns = patterns
    let hasForms = patterns.contains { if case .forms = $0 { true } else { false } }
    if hasForms { stemmers = languages.map { Stemmer($0, stripsPrefixes: Self.prefixing.contains($0)) } }
    canBegin = Self.firstBytes(of: patterns, all: stemmers.contains(where: \.stripsPrefixes))
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

  private func decide(_ word: UnsafeBufferPointer<UInt8>) -> [Int] {
    let mayBeForm = mayBeForm(word)
    stems = stemmers.filter { mayBeForm || $0.stripsPrefixes }.map { $0.stem(of: word) }
    return patterns.indices.filter { matches(patterns[$0], word) }
  }

  /// Most stemmers change endings. So a form of a stem begins as it does; short words by their first letter at least (`dying`, `die`).
  private func mayBeForm(_ word: UnsafeBufferPointer<UInt8>) -> Bool {
    patterns.contains { pattern in
      guard case .forms(_, let stems) = pattern else { return false }
      let certain = word.count < 6 ? 1 : 3
      return stems.contains { word.starts(with: $0.prefix(certain)) }
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

  /// Stemmers cannot be copied, so each lives in a box of its own.
  private final class Stemmer {
    let stripsPrefixes: Bool
    private var stemming: Stemming

    init(_ language: String, stripsPrefixes: Bool) {
      stemming = Stemming(language: language)
      self.stripsPrefixes = stripsPrefixes
    }

    func stem(of word: UnsafeBufferPointer<UInt8>) -> [UInt8] {
      var stem: [UInt8] = []
      stemming.stem(of: word, into: &stem)
      return stem
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
