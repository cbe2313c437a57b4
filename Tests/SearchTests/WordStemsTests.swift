import Indexing
import Testing

@testable import Search

struct WordStemsTests {
  @Test func `stems are those of each language, each once, however often they are asked for`() {
    let stems = WordStems(languages: ["de", "en", "fr"])
    for word in ["running", "häuser", "chevaux", "ds-7604"] {
      var expected: [String] = []
      for language in stems.languages {
        let stem = Stemming.stem(word, language: language)
        if !expected.contains(stem) { expected.append(stem) }
      }
      #expect(stems.stems(of: word) == expected)
      #expect(stems.stems(of: word) == expected)
    }
  }
}
