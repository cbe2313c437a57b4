/// Guesses the encoding of a text that neither says it nor is UTF-8, by reading a sample in every candidate.
///
/// The right one is known by what it says: the letters of one language, each about as often as that language has them,
/// capitals only where words begin, frequent characters. All of it is counted in bits of evidence over chance
/// (`LetterFrequencies`, `TextEvidence`), so that encodings of one byte and of two compare; the tables are of letters, never of bytes.
struct EncodingGuess {
  /// `rarity` is the evidence, in bits, that an encoding must have beyond the others to be believed, since few texts are in it.
  typealias Candidate = (encoding: CharacterEncoding, rarity: Int)

  let decoders: CharacterDecoders
  /// Likeliest first: the first of equally good ones wins.
  var candidates = Self.ofTexts

  static let ofTexts: [Candidate] = [
    ("windows-1252", 0), ("windows-1251", 0), ("koi8-r", 0), ("shift_jis", 0), ("euc-jp", 0), ("gb18030", 0),
    ("big5", 0),
    ("ksx1001", 0), ("windows-1250", 0), ("windows-1253", 0), ("ibm866", 0), ("windows-1255", 0), ("windows-1256", 0),
    ("windows-1254", 0), ("windows-874", 0), ("iso-8859-2", 1), ("windows-1257", 0), ("iso-8859-5", 2), ("koi8-u", 0),
    ("iso-8859-6", 2), ("iso-8859-7", 0), ("iso-8859-8", 0), ("macintosh", 6), ("ibm850", 6), ("x-mac-cyrillic", 6),
    ("ibm852", 8), ("ibm862", 8), ("cp1125", 4), ("windows-1258", 10), ("cp437", 7),
  ].compactMap { label, rarity in CharacterEncoding(label: label).map { ($0, rarity) } }

  /// Of names of files in archives as DOS and Windows write them: code pages of the console before those of texts.
  static let ofNames: [Candidate] = [
    ("cp437", 0), ("ibm866", 0), ("shift_jis", 0), ("ibm850", 1), ("gb18030", 1), ("big5", 1), ("ksx1001", 1),
    ("ibm852", 2),
    ("windows-1252", 2), ("windows-1251", 2), ("windows-1250", 3), ("ibm862", 3), ("cp1125", 4), ("windows-1253", 4),
    ("windows-1255", 4), ("windows-1256", 4), ("windows-1254", 4), ("koi8-r", 4), ("euc-jp", 4), ("macintosh", 6),
  ].compactMap { label, rarity in CharacterEncoding(label: label).map { ($0, rarity) } }

  func encoding(of bytes: UnsafeRawBufferPointer) -> CharacterEncoding {
    let first = bytes.firstIndex { $0 >= 0x80 } ?? 0
    // A character may be cut in half at the end of the sample; one mistake in 4 KB decides nothing.
    let sample = UnsafeRawBufferPointer(rebasing: bytes[max(0, first - 16)...].prefix(4096))
    var best = CharacterEncoding.windows1252
    var bestScore = Int.min
    for candidate in candidates {
      let score = evidence(for: candidate.encoding, in: sample) - candidate.rarity
      if score > bestScore { (best, bestScore) = (candidate.encoding, score) }
    }
    // Korean is recognised by its 2,350 common syllables alone; Microsoft's extension gives a reading to any two bytes.
    return best.name == "EUC-KR" ? CharacterEncoding(label: "euc-kr") ?? best : best
  }

  private func evidence(for encoding: CharacterEncoding, in sample: UnsafeRawBufferPointer) -> Int {
    var evidence = TextEvidence()
    decoders.decode(sample, from: encoding) { piece in
      for scalar in String(decoding: piece, as: UTF8.self).unicodeScalars { evidence.add(scalar) }
    }
    return evidence.bits
  }
}
