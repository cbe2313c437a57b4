import Indexing
import Synchronization

/// Stems of words in each language of an index.
///
/// A query's words are stemmed to find their lists, and again to mark them in each passage that is shown; so are the words of the passages.
/// Making the stemmers of ten languages anew for each of these took a tenth of a question's time: here they are made once.
package final class WordStems: Sendable {
  let languages: [String]
  /// Whether a stem may be what is left of a word when its beginning is taken off.
  let mayStripPrefixes: Bool
  private let state: Mutex<State>

  /// `languages` are ISO 639-1 codes.
  package init(languages: [String]) {
    self.languages = languages
    mayStripPrefixes = languages.contains(where: Self.prefixing.contains)
    state = Mutex(State(languages))
  }

  /// The stems of `word`, folded, each once.
  func stems(of word: String) -> [String] { state.withLock { $0.stems(of: word) } }

  /// The same for a word of a text; with `strippingOnly` in the languages alone whose stemmers take off beginnings.
  func stems(of word: UnsafeBufferPointer<UInt8>, strippingOnly: Bool) -> [[UInt8]] {
    state.withLock { $0.stems(of: word, strippingOnly: strippingOnly) }
  }

  /// Languages whose stemmers take off what stands before the stem: Arabic, Irish, Indonesian, Tamil, Yiddish, Dutch (`ge-`).
  private static let prefixing: Set<String> = ["ar", "ga", "id", "nl", "ta", "yi"]

  private struct State: Sendable {
    private let stemmers: [Stemmer]
    private var known: [String: [String]] = [:]
    /// Words of queries that are remembered.
    private static let limit = 4096

    init(_ languages: [String]) {
      stemmers = languages.map { Stemmer($0, stripsPrefixes: prefixing.contains($0)) }
    }

    mutating func stems(of word: String) -> [String] {
      if let known = known[word] { return known }
      var bytes = word
      let found = bytes.withUTF8 { word in self.stems(of: word, strippingOnly: false) }
      let texts = found.map { String(decoding: $0, as: UTF8.self) }
      if known.count == Self.limit { known.removeAll() }
      known[word] = texts
      return texts
    }

    func stems(of word: UnsafeBufferPointer<UInt8>, strippingOnly: Bool) -> [[UInt8]] {
      var stems: [[UInt8]] = []
      for stemmer in stemmers where stemmer.stripsPrefixes || !strippingOnly {
        let stem = stemmer.stem(of: word)
        if !stems.contains(stem) { stems.append(stem) }
      }
      return stems
    }
  }

  /// Stemmers cannot be copied, so each lives in a box of its own. They are called under the lock alone, which makes the unchecked `Sendable`
  /// true.
  private final class Stemmer: @unchecked Sendable {
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
}
