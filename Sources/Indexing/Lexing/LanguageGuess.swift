/// The language by whose rules a text's words are stemmed, guessed from its script and its function words.
///
/// Only languages that `Stemming` knows are told. It is right on plain prose and silent on lists, tables and code; a wrong guess
/// does no more than file words under another stem.
package struct LanguageGuess {
  /// The beginning of a text tells enough, and what it costs must not grow with the text.
  package static let bytesRead = 4_096
  private static let wordsNeeded = 12
  /// In running text, function words are a third to a half of all words; in other languages' texts, hardly a tenth.
  private static let shareNeeded = 0.15
  private static let shareOfProse = 0.3

  /// The ISO 639-1 code; nil where it is not plain.
  package static func language(of text: String) -> String? {
    var text = text
    return text.withUTF8 { language(of: $0) }
  }

  package static func language(of text: UnsafeBufferPointer<UInt8>) -> String? {
    var count = LanguageCount()
    var lexer = Lexer()
    _ = lexer.words(in: UnsafeBufferPointer(rebasing: text.prefix(bytesRead)), from: 0) { word in
      if !word.isAlternative { count.add(word.folded) }
    }
    guard count.words >= wordsNeeded else { return nil }
    if let language = count.languageOfScript { return language }
    let best = count.best()
    let share = Double(best.hits) / Double(count.words)
    // Danish and Norwegian, Catalan and Spanish share most of theirs: then prose that is plainly one of them is taken for the best.
    let isApart = best.hits * 10 >= best.next * 11 || share >= shareOfProse && best.hits > best.next
    // Code and tables have short words that are somebody's function words, and each language in the index makes searches look
    // under one more stem: in 245,000 passages of English manuals, 17 others were guessed with the lower share.
    let needed = best.language == "en" ? shareNeeded : shareOfProse
    return share >= needed && isApart ? best.language : nil
  }
}
