import Foundation
import Indexing

@testable import Search

/// BM25 as the formula is written, over lists of words: what the ranker must agree with.
struct ReferenceRanking {
  private let documents: [[String]]
  private let weights: RankingWeights

  init(_ bodies: [String], _ weights: RankingWeights) {
    documents = bodies.map { Lexer.words(of: $0).filter { !$0.isAlternative }.map(\.word) }
    self.weights = weights
  }

  /// Documents, numbered from 1, that have any of `words`, with their scores.
  func scores(_ words: [String]) -> [Int: Double] {
    let rarities = words.map { rarity(of: $0) }
    let total = rarities.reduce(0, +)
    var scores: [Int: Double] = [:]
    for (index, document) in documents.enumerated() {
      let frequencies = words.map { frequency(of: $0, in: document) }
      guard frequencies.contains(where: { $0 > 0 }) else { continue }
      let norm = norm(of: document)
      let sum = zip(frequencies, rarities).reduce(0) {
        $0 + $1.1 * $1.0 * (weights.saturation + 1) / ($1.0 + norm)
      }
      let covered = zip(frequencies, rarities).reduce(0) { $0 + ($1.0 > 0 ? $1.1 : 0) }
      scores[index + 1] = sum * (1 + weights.coverage * covered / total)
    }
    return scores
  }

  private func frequency(of word: String, in document: [String]) -> Double {
    let stem = Stemming.stem(word, language: "en")
    return document.reduce(0) { sum, other in
      if other == word { return sum + 1 }
      return Stemming.stem(other, language: "en") == stem ? sum + weights.inflection : sum
    }
  }

  private func rarity(of word: String) -> Double {
    let matching = Double(documents.filter { frequency(of: word, in: $0) > 0 }.count)
    return log(1 + (Double(documents.count) - matching + 0.5) / (matching + 0.5))
  }

  private func norm(of document: [String]) -> Double {
    let average = Double(documents.reduce(0) { $0 + $1.count }) / Double(documents.count)
    let relative = Double(document.count) / average
    return weights.saturation * (1 - weights.lengthNormalisation + weights.lengthNormalisation * relative)
  }
}

/// A repeatable source of random numbers (S. Vigna's SplitMix64).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
