/// A language whose stems are in the dictionary of a segment that is being built.
///
/// A class, so that a builder can keep its stemmers in a table: a stemmer itself is not copied.
final class SegmentLanguage {
  /// 0 for words that are their own stems.
  let number: UInt8
  private var stemming: Stemming

  init(number: UInt8, language: String?) {
    self.number = number
    stemming = Stemming(language: language)
  }

  func stem(of word: UnsafeBufferPointer<UInt8>, into stem: inout [UInt8]) { stemming.stem(of: word, into: &stem) }
}
