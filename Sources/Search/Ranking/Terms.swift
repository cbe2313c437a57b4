import Indexing

/// A leaf of the query: words that count as one, and where their posting lists are.
struct Term: Hashable, Sendable {
  enum Matching: Hashable, Sendable {
    /// All forms of a stem; the word as it was typed counts most.
    case forms(of: String)
    /// This form alone; as a part of a longer word in these places of it.
    case word(String, inner: InnerParts = .all)
    case prefix(String, inner: InnerParts = .all)
    /// These words, found by their likeness to what was typed.
    case oneOf([String])
    case property(TermKey)
  }

  let matching: Matching
  /// Bits of the zones it may stand in; all when the query does not say.
  let zones: UInt8

  static let allZones: UInt8 = 0x3f

  init(_ matching: Matching, zones: Set<Zone> = []) {
    self.matching = matching
    self.zones = zones.isEmpty ? Self.allZones : zones.reduce(0) { $0 | 1 << $1.rawValue }
  }

  var isPrefix: Bool {
    if case .prefix = matching { true } else { false }
  }

  /// The stretches of the dictionary to read, for an index with such stems.
  func ranges(_ stems: WordStems) -> [KeyRange] {
    switch matching {
    case .forms(let word), .word(let word, _): Self.stems(of: word, stems)
    case .prefix(let prefix, _): Self.ranges(prefix: prefix)
    case .oneOf(let words): words.flatMap { Self.stems(of: $0, stems) }.distinct()
    case .property(let key): [KeyRange(from: key.bytes, to: key.bytes + [0])]
    }
  }

  /// Whether the postings under `key`, which lies in one of the ranges, are meant; and how much they count.
  func share(of key: [UInt8], inflection: Float) -> Float? {
    if case .property(let wanted) = matching { return wanted.bytes == key ? 1 : nil }
    let (found, part) = TermKey.parts(of: key)
    return switch matching {
    case .forms(let word): found.elementsEqual(word.utf8) ? 1 : inflection
    case .word(let word, let inner): found.elementsEqual(word.utf8) && inner.allows(part) ? 1 : nil
    case .prefix(let prefix, let inner): found.starts(with: prefix.utf8) && inner.allows(part) ? 1 : nil
    case .oneOf(let words): words.contains { found.elementsEqual($0.utf8) } ? 1 : nil
    case .property: nil
    }
  }

  /// Under the stems of every language of the index, because the language of a document may have been guessed wrongly, and
  /// under the word itself, where it has no stem.
  private static func stems(of word: String, _ stems: WordStems) -> [KeyRange] {
    (stems.stems(of: word) + [word]).distinct().map { stem in
      let forms = TermKey.forms(of: stem.utf8)
      return KeyRange(from: forms.from, to: forms.to)
    }
  }

  /// Words that begin with `prefix` stand under stems that begin with it, or with all of it but the last letter, which
  /// stemmers may change (fly, fli), or under shorter stems (`runn*`, run).
  private static func ranges(prefix: String) -> [KeyRange] {
    let letters = Substring(prefix).unicodeScalars
    let kept = Substring(letters.count > 2 ? letters.dropLast() : letters)
    var end = Array(kept.utf8)
    end[end.count - 1] += 1  // UTF-8 has no byte FF
    let shorter = (1..<max(kept.unicodeScalars.count, 1)).map { length in
      let forms = TermKey.forms(of: Substring(kept.unicodeScalars.prefix(length)).utf8)
      return KeyRange(from: forms.from, to: forms.to)
    }
    return [KeyRange(from: Array(kept.utf8), to: end)] + shorter
  }
}

extension Term {
  /// What the words of a phrase are looked up as.
  static func terms(ofPhrase words: [PhraseWord], zones: Set<Zone> = []) -> [Term] {
    words.enumerated().map { index, word in
      let inner = InnerParts(at: index, ofPhrase: words.count)
      return Term(word.isPrefix ? .prefix(word.word, inner: inner) : .word(word.word, inner: inner), zones: zones)
    }
  }
}

/// A stretch of the dictionary: keys from `from` up to, not including, `to`.
struct KeyRange: Hashable, Sendable {
  let from: [UInt8]
  let to: [UInt8]

  func contains(_ key: [UInt8]) -> Bool {
    !key.lexicographicallyPrecedes(from) && key.lexicographicallyPrecedes(to)
  }
}

extension Sequence where Element: Hashable {
  func distinct() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
