package import Documents

/// Finds the phrases that say what a text is about, in any language, without a model of it.
///
/// Candidates are the runs of words between function words, verbs and signs (after S. Rose et al., "Automatic keyword extraction from
/// individual documents", 2010), and in Romance languages two of them with a preposition between. A candidate scores by how often its
/// words occur, weighed by how rare they are in the corpus where that is known, by its length, by how often it occurs itself, and by how early.
package struct KeyphraseFinder {
  /// Bytes of a text that are read: a paper's title, abstract and introduction, a page whole.
  package static let bytesRead = 24 << 10
  private static let longest = 5
  /// A short text has few phrases that say more than itself: at most one for so many words, but a few in any case.
  private static let wordsOfOne = 7
  private static let fewest = 3
  /// What a phrase of so many words is worth, against what its words add up to.
  private static let lengthFactors = [0, 0.3, 0.7, 0.65, 0.55, 0.4]

  private struct Candidate {
    var count = 0
    /// Words before its first occurrence.
    let place: Int
    /// In a form with a small first letter, where there is one.
    var surface: Range<Int>
    var isCapital: Bool
    let roots: [Int32]
  }

  /// The best phrases of `text`, which is in `language`, at most `limit`; the best first.
  package static func keyphrases(
    of text: UnsafeBufferPointer<UInt8>, language: String, statistics: CorpusStatistics?, limit: Int
  ) -> [Keyphrase] {
    guard limit > 0, !text.isEmpty else { return [] }
    if language == "zh" || language == "ja" { return EasternPhrases.keyphrases(of: text, limit: limit) }
    let lexicon = PhraseLexicon.of(language)
    var reader = PhraseReader(lexicon)
    var found = Candidates(lexicon)
    let words = collect(text, &reader, &found)
    let most = min(limit, max(fewest, words / wordsOfOne))
    return found.ranked(words: words, reader.words, statistics, text, limit: most)
  }

  /// Fills `found`; gives the number of words read.
  private static func collect(
    _ text: UnsafeBufferPointer<UInt8>, _ reader: inout PhraseReader, _ found: inout Candidates
  ) -> Int {
    var runs: [(words: [PhraseReader.Word], isLinked: Bool, place: Int)] = []
    reader.read(text) { runs.append(($0, $1, $2)) }
    var former: [PhraseReader.Word] = []
    for run in runs {
      for word in run.words { reader.words.counts[Int(reader.words.entries[Int(word.number)].root)] += 1 }
      found.add(run.words, at: run.place, reader.words)
      if run.isLinked, former.count <= 2, run.words.count <= 2 {
        found.add(former + run.words, at: run.place - former.count - 1, reader.words)
      }
      former = run.words
    }
    return reader.read
  }

  /// The candidates of one text.
  private struct Candidates {
    private let lexicon: PhraseLexicon
    private var places: [UInt64: Int] = [:]
    private var all: [Candidate] = []

    init(_ lexicon: PhraseLexicon) { self.lexicon = lexicon }

    mutating func add(_ words: [PhraseReader.Word], at place: Int, _ table: WordTable) {
      guard let first = words.first, let last = words.last, words.count <= longest else { return }
      if lexicon.endsInCapital, !last.isCapital { return }
      let roots = words.map { table.entries[Int($0.number)].root }
      let key = roots.reduce(UInt64(roots.count)) { ($0 ^ UInt64(truncatingIfNeeded: $1)) &* 0x9E37_79B9_7F4A_7C15 }
      let surface = Int(first.start)..<Int(last.end)
      if let known = places[key] {
        all[known].count += 1
        if all[known].isCapital, !first.isCapital {
          all[known].surface = surface
          all[known].isCapital = false
        }
      } else {
        places[key] = all.count
        all.append(Candidate(count: 1, place: place, surface: surface, isCapital: first.isCapital, roots: roots))
      }
    }

    func ranked(
      words: Int, _ table: WordTable, _ statistics: CorpusStatistics?, _ text: UnsafeBufferPointer<UInt8>, limit: Int
    ) -> [Keyphrase] {
      let rarity = table.rarity(statistics)
      // In a long text what is said but once is rarely what it is about, however early.
      let repetition = words > 1_500 ? 0.8 : 0.3
      let scored = all.map { candidate in
        let sum = candidate.roots.reduce(0.0) {
          $0 + rarity[Int($1)] * (1 + 0.5 * logarithm(Double(table.counts[Int($1)])))
        }
        let early = 1 / (1 + Double(candidate.place) / Double(max(words, 1)))
        let often = 1 + repetition * logarithm(Double(candidate.count))
        return (candidate, sum * lengthFactors[candidate.roots.count] * often * early)
      }
      let best = scored.sorted { $0.1 == $1.1 ? $0.0.place < $1.0.place : $0.1 > $1.1 }.prefix(limit)
      let highest = best.first?.1 ?? 1
      return best.map { candidate, score in
        Keyphrase(phrase: phrase(text, candidate.surface), score: score / highest)
      }
    }

    /// As it stands in the text, on one line.
    private func phrase(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
      String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
  }
}

extension WordTable {
  /// How rare each root is: a logarithm, as of inverse document frequencies; the same for all where nothing is known.
  fileprivate func rarity(_ statistics: CorpusStatistics?) -> [Double] {
    guard let statistics else { return Array(repeating: 6, count: counts.count) }
    var rarity = [Double](repeating: 0, count: counts.count)
    for entry in entries where rarity[Int(entry.root)] == 0 {
      rarity[Int(entry.root)] = statistics.rarity(of: entry.rootHash)
    }
    return rarity
  }
}
