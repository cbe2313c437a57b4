import Indexing

/// Words as a test writes them: `word@position`, with a star where it is an alternative.
func shown(_ text: String) -> String {
  Lexer.words(of: text).map { "\($0.word)@\($0.position)\($0.isAlternative ? "*" : "")" }.joined(separator: " ")
}

/// All that the lexer says of bytes, at the given position.
func lexed(_ bytes: [UInt8], from position: Int = 0) -> (words: [QueryWord], end: Int) {
  var lexer = Lexer()
  var words: [QueryWord] = []
  let end = bytes.withUnsafeBufferPointer { bytes in
    lexer.words(in: bytes, from: position) { word in
      words.append(
        QueryWord(
          word: String(decoding: word.folded, as: UTF8.self), position: word.position, range: word.range,
          isAlternative: word.isAlternative))
    }
  }
  return (words, end)
}
