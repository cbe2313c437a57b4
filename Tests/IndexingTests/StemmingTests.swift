import Indexing
import Snowball
import Testing

struct StemmingTests {
  @Test(arguments: [
    ("en", ["run", "runs", "running"]), ("de", ["haus", "hauser", "hausern"]), ("fr", ["mangee", "mangees", "manger"]),
    ("es", ["cancion", "canciones"]), ("pt", ["operacao", "operacoes"]), ("ru", ["книга", "книги", "книгой"]),
    ("sv", ["flicka", "flickor"]),
    ("it", ["nazione", "nazioni"]), ("nb", ["hus", "huset"]), ("ro", ["natiunile", "natiunilor"]),
    ("pt-BR", ["casa", "casas"]),
  ])
  func `folded forms of a word share a stem`(language: String, words: [String]) {
    #expect(Set(words.map { Stemming.stem($0, language: language) }).count == 1)
  }

  @Test func `a stem is folded`() {
    for language in Stemming.languages {
      for word in ["nacoes", "publique", "mere", "orszagbol", "akşam", "zmogu", "naţiune", "stiintei", "geldigini"] {
        let folded = Lexer.words(of: word).map(\.word).joined()
        let stem = Stemming.stem(folded, language: language)
        #expect(Lexer.words(of: stem).first?.word == stem, "\(word) in \(language)")
      }
    }
  }

  @Test func `libstemmer knows every language that is named`() {
    for language in Stemming.languages {
      let isKnown = Stemmer(algorithm: language) != nil
      #expect(isKnown, "\(language)")
    }
  }

  @Test func `words with digits or signs, and those of unknown languages, are their own stems`() {
    #expect(Stemming.stem("7604nis", language: "en") == "7604nis")
    #expect(Stemming.stem("c++", language: "en") == "c++")
    #expect(Stemming.stem("running", language: "xx") == "running")
  }

  @Test func `what a stem replaces is gone`() {
    var stemming = Stemming(language: nil)
    var stem = Array("before".utf8)
    Array("word".utf8).withUnsafeBufferPointer { stemming.stem(of: $0, into: &stem) }
    #expect(stem == Array("word".utf8))
  }
}
