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
}

/// Cuts text into words.
///
/// A word is a run of letters, marks and digits. What people write as one thing is found as a whole and by its parts, because
/// its parts are words at neighbouring positions (`DS-7604NI`, `www.canlii.org`, `a_b/c.txt`) and a phrase finds the whole;
/// `C++`, `C#` and `F#` are words of their own, with the bare letter as an alternative. Runs of Chinese, Japanese and Korean
/// without spaces become overlapping pairs of characters (bigrams), one position each.
package struct Lexer {
  /// Longer words are cut here: nobody types them, and each would be a dictionary entry.
  package static let maximumLength = 64

  package init() {}
}
