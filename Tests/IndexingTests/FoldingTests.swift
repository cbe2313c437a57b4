import Indexing
import Testing

struct FoldingTests {
  @Test(arguments: [
    ("É é e\u{301} Ế", "e e e e"), ("ﬁ ﬂ Ⅳ", "fi fl iv"), ("ＡＢＣ１２", "abc12"), ("Straße ẞ", "strasse ss"),
    ("Øre Æsir œuvre Łódź đ þ", "ore aesir oeuvre lodz d th"), ("ı İ I", "i i i"),
    ("Σίσυφος ΣΊΣΥΦΟΣ", "σισυφοσ σισυφοσ"),
    ("Ёлка йод й и\u{306}", "елка йод й й"), ("Їжак і\u{308}", "їжак ї"), ("مُحَمَّد محـــمد", "محمد محمد"),
    ("أنا آن", "انا ان"),
    ("שָׁלוֹם", "שלום"), ("हिन्दी", "हिन्दी"), ("٣٤ ३४", "34 34"), ("𝐀𝐛𝟗 x²", "ab9 x2"), ("می\u{200C}خواهم", "میخواهم"),
    ("ﻣﺤﻤﺪ", "محمد"),
    ("豈\u{F900}", "豈豈"),
  ])
  func `folds case, accents and forms of the same letter`(text: String, words: String) {
    #expect(Lexer.words(of: text).filter { !$0.isAlternative }.map(\.word).joined(separator: " ") == words)
  }

  @Test func `what is folded folds to itself, whatever the scalar`() {
    for value in UInt32(0x21)...0x2FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      for word in Lexer.words(of: "a\(scalar)z") where !word.isAlternative {
        #expect(Lexer.words(of: word.word).first?.word == word.word, "U+\(String(value, radix: 16))")
      }
    }
  }

  @Test func `small and capital letters are the same word, in every script`() {
    for value in UInt32(0x41)...0xFFFF {
      guard let scalar = Unicode.Scalar(value), scalar.properties.isUppercase, scalar.properties.isAlphabetic,
        (scalar.properties.age?.major ?? 15) <= 14
      else {
        continue
      }
      let lower = scalar.properties.lowercaseMapping
      #expect(
        Lexer.words(of: "\(scalar)").first?.word == Lexer.words(of: lower).first?.word, "U+\(String(value, radix: 16))")
    }
  }
}
