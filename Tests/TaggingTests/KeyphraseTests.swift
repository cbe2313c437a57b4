import Documents
import Pipeline
import Testing

@testable import Tagging

@Suite(.timeLimit(.minutes(1)))
struct KeyphraseTests {
  private func phrases(
    _ text: String, language: String = "en", statistics: CorpusStatistics? = nil, limit: Int = 10
  ) -> [String] {
    var text = text
    return text.withUTF8 {
      KeyphraseFinder.keyphrases(of: $0, language: language, statistics: statistics, limit: limit)
    }.map(\.phrase)
  }

  @Test func `phrases end at function words, verbs, signs and short lines, and the limit holds`() {
    let text = """
      The Fresnel lens
      We present a catoptric apparatus that reflects light. The catoptric apparatus, as described, uses silvered mirrors.
      """

    #expect(phrases(text, limit: 3).first == "catoptric apparatus")
    #expect(Set(phrases(text)) == ["catoptric apparatus", "Fresnel lens", "silvered mirrors"])
    #expect(phrases(text, limit: 1).count == 1)
    #expect(phrases(text, limit: 0).isEmpty)
  }

  @Test(arguments: [(8, 3), (21, 3), (35, 5), (140, 12)])
  func `a short text has few phrases, a longer one as many as are asked for`(words: Int, most: Int) {
    let text = (0..<words).map {
      "word\(String(UnicodeScalar(UInt8(97 + $0 / 26))))\(String(UnicodeScalar(UInt8(97 + $0 % 26))))"
    }

    #expect(phrases(text.joined(separator: ", "), limit: 12).count == most)
  }

  @Test func `singular and plural are one phrase`() {
    let text = "oil lamp, brass ring, oil lamps, glass, oil lamps"

    #expect(phrases(text).first == "oil lamp")
    #expect(!phrases(text).contains("oil lamps"))
  }

  @Test func `a preposition joins what it stands between in Romance languages`() {
    #expect(phrases("le traitement du signal est utile", language: "fr").contains("traitement du signal"))
  }

  @Test func `runs of Han and of katakana are phrases`() {
    let found = phrases("フレネルレンズは灯台の光学装置である。光学装置", language: "ja")

    #expect(found.contains("フレネルレンズ"))
    #expect(found.contains("光学装置"))
  }

  @Test func `names in code, addresses and numbers are part of no phrase`() {
    #expect(phrases("see lens_shape.c at https://example.org/lens or 1822").isEmpty)
  }

  @Test func `what every document of the corpus says counts for less`() throws {
    let bytes = CorpusStatistics.snapshot(documents: 1_000, words: [("brass", 900), ("ring", 900)])
    let statistics = try #require(bytes.withUnsafeBytes { CorpusStatistics($0) })
    let text = "brass ring; oil lamp"

    #expect(phrases(text).first == "brass ring")
    #expect(phrases(text, statistics: statistics).first == "oil lamp")
  }

  @Test(arguments: [[], Array("SLCS".utf8), Array("XXXX0000".utf8), Array("SLCS\u{1}\0\0\0x".utf8)] as [[UInt8]])
  func `bytes that are no snapshot of a corpus are refused`(bytes: [UInt8]) {
    #expect(bytes.withUnsafeBytes { CorpusStatistics($0) } == nil)
  }
}
