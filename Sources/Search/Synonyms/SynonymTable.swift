import Indexing

/// Words that are searched along with others, as a file says.
///
/// A line is a rule: `car, automobile, motor car` are searched for each other, `tv => television, telly` means that who looks for
/// the left finds the right, and not the other way round. Lines that begin with `#` are remarks. Rules are not chained: what a
/// word brings in brings in nothing itself.
package struct SynonymTable: Sendable {
  package static let maximumLines = 100_000
  /// For one word or phrase.
  package static let maximumSynonyms = 32
  /// Words of one phrase.
  package static let maximumPhrase = 8

  /// Words of a phrase, to what is searched with them.
  private var synonyms: [[String]: [[String]]] = [:]
  /// By first words: the longest phrase that begins so.
  private var longest: [String: Int] = [:]

  package var isEmpty: Bool { synonyms.isEmpty }

  package init() {}

  /// Reads a file's lines, in UTF-8; `file` is its name for messages. A U+FFFD stands for what was no UTF-8.
  package init(lines: some Sequence<String>, file: String) throws(SynonymError) {
    var number = 0
    for line in lines {
      number += 1
      guard number <= Self.maximumLines else { throw .tooLong(file: file, limit: Self.maximumLines) }
      do {
        try add(rule: line)
      } catch {
        throw .malformed(file: file, line: number, reason: error.reason)
      }
    }
  }

  /// What is searched along with these words, standing next to each other; each is one word or several.
  func synonyms(of phrase: [String]) -> [[String]] { synonyms[phrase] ?? [] }

  /// How many words the longest phrase has that begins with `word`; 0 where there is none.
  func longestPhrase(from word: String) -> Int { longest[word] ?? 0 }

  private struct Refusal: Error {
    let reason: String
  }

  private mutating func add(rule line: String) throws(Refusal) {
    guard !line.unicodeScalars.contains("\u{FFFD}") else { throw Refusal(reason: "this is not UTF-8") }
    let text = FilterReader.trimmed(line.filter { $0 != "\u{FEFF}" && $0 != "\r" && $0 != "\r\n" })
    guard !text.isEmpty, text.first != "#" else { return }
    let sides = text.split(separator: "=>", omittingEmptySubsequences: false)
    guard sides.count <= 2 else { throw Refusal(reason: "one => is enough for a rule") }
    let left = try Self.phrases(sides[0])
    guard sides.count == 2 else {
      guard left.count > 1 else { throw Refusal(reason: "a rule needs two words or more: car, automobile") }
      for phrase in left { try add(left.filter { $0 != phrase }, to: phrase) }
      return
    }
    let right = try Self.phrases(sides[1])
    for phrase in left { try add(right.filter { $0 != phrase }, to: phrase) }
  }

  private mutating func add(_ new: [[String]], to phrase: [String]) throws(Refusal) {
    var known = synonyms[phrase] ?? []
    for synonym in new where !known.contains(synonym) { known.append(synonym) }
    guard known.count <= Self.maximumSynonyms else {
      throw Refusal(reason: "'\(phrase.joined(separator: " "))' has more than \(Self.maximumSynonyms) synonyms")
    }
    synonyms[phrase] = known
    if let first = phrase.first { longest[first] = max(longest[first] ?? 0, phrase.count) }
  }

  /// Words and phrases between commas, as the index has them.
  private static func phrases(_ text: Substring) throws(Refusal) -> [[String]] {
    var phrases: [[String]] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let words = Lexer.words(of: String(part)).filter { !$0.isAlternative }.map(\.word)
      guard !words.isEmpty else { throw Refusal(reason: "there is no word beside a comma or an arrow") }
      guard words.count <= maximumPhrase else {
        throw Refusal(reason: "a phrase has at most \(maximumPhrase) words")
      }
      if !phrases.contains(words) { phrases.append(words) }
      guard phrases.count <= maximumSynonyms + 1 else {
        throw Refusal(reason: "a rule has at most \(maximumSynonyms + 1) words or phrases")
      }
    }
    return phrases
  }
}
