/// One word of a text, as it is indexed and as it is looked up.
///
/// Folded: lower case, without accents, compatibility forms made plain. Positions count words from where the text began;
/// an alternative shares the position of a word that stands for the same place (`7604` in `7604ni`, `wifi` for `wi-fi`).
package struct LexedWord {
  /// UTF-8, at most `Lexer.maximumLength` bytes; valid only while the lexer's closure runs.
  package let folded: UnsafeBufferPointer<UInt8>
  package let position: Int
  /// Bytes of the text that it was made from.
  package let range: Range<Int>
  package let isAlternative: Bool
  /// Which part of the longer word at the position it is; nil where it is that word, or another spelling of it.
  package let inner: InnerPart?
}

/// Cuts text into words, the same for what is indexed and for what is typed.
///
/// A word is a run of letters, marks and digits; soft hyphens, zero-width characters and combining accents inside it do not
/// count. What people write as one thing is found as a whole and by its parts:
///
/// - Parts are words at neighbouring positions (`DS-7604NI`, `www.canlii.org`, `a_b/c.txt`), so that a phrase finds the whole.
/// - Two or three parts joined by hyphens (`wi-fi`, `F-16`, `exam-` at the end of a line and `ple`), by apostrophes
///   (`O'Brien`) or, short ones, by `&` (`AT&T`), single letters with full stops (`U.S.`) and digits in groups of three
///   (`1,234`) have the whole without its joints (`wifi`) as an alternative at the position of the first part.
/// - Words that mix letters and digits (`7604NI`) or cases (`getElementById`) are whole, and their parts of two and more
///   characters are alternatives at the same position, which say where in the whole they stand (`InnerPart`).
/// - An apostrophe, straight or not, ends the articles and pronouns of French, Italian and Catalan (`l'homme` is `l`, `homme`).
///   The English endings 's, 're, 've, 'll, 'd and 'm are left out (`dog's` is `dog`), and n't is part of its word (`dont`).
/// - `C++`, `C#` and `F#` are words, with the bare letter as an alternative.
/// - Chinese, Japanese, Korean, Thai, Lao, Khmer and Burmese become overlapping pairs of characters, one position each. The
///   last character of a run is an alternative at the position of the last pair, so that those that begin with a character
///   are all places where it stands. Such a run goes on in the next line, Korean excepted.
///
/// In order of position, and no word twice at one.
package struct Lexer {
  /// Longer words are cut here and their rest is dropped: nobody types them, and each would be a dictionary entry.
  package static let maximumLength = 64

  private var scratch = [UInt8](repeating: 0, count: WordScan.scratchSize)

  package init() {}

  /// Gives `body` the words of UTF-8 `text`, of which the first stands at `position`, and returns the position after the last.
  /// Bytes that are not UTF-8 separate words.
  @inline(__always)
  package mutating func words(
    in text: UnsafeBufferPointer<UInt8>, from position: Int, _ body: (borrowing LexedWord) -> Void
  ) -> Int {
    scratch.withUnsafeMutableBufferPointer { scratch in
      guard let start = scratch.baseAddress else { return position }
      var scan = WordScan(text: text, scratch: start)
      return scan.run(from: position, body)
    }
  }
}
