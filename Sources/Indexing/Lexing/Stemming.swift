import Snowball

/// The stems of one language's words, by Snowball's algorithms.
///
/// Words arrive folded, since that is how they are typed and filed, and a stem depends on nothing else: `cancion` must be found
/// by those who leave out the accent. Where an algorithm knows endings by their accents only, they are put back first
/// (`AccentedEndings`), and the stem is folded again.
package struct Stemming: ~Copyable {
  private var stemmer: Stemmer?
  private let endings: AccentedEndings
  private var accented: [UInt8] = []

  /// ISO 639-1 codes of the languages that Debian's libstemmer knows.
  package static let languages = [
    "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id", "it", "lt", "ne", "nl",
    "no",
    "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi",
  ]

  /// Norwegian goes by three codes; regions do not matter.
  package static func stemmedLanguage(_ language: String) -> String? {
    let code = language.lowercased().prefix { $0 != "-" && $0 != "_" }
    let common = code == "nb" || code == "nn" ? "no" : String(code)
    return languages.contains(common) ? common : nil
  }

  /// `language` is an ISO 639-1 code; without one that is known, words are their own stems.
  package init(language: String?) {
    let known = language.flatMap(Self.stemmedLanguage)
    stemmer = known.flatMap { Stemmer(algorithm: $0) }
    endings = AccentedEndings(language: known)
  }

  /// Replaces the content of `stem` by the stem of `word`, which a `Lexer` folded. Words with digits and signs keep their form.
  package mutating func stem(of word: UnsafeBufferPointer<UInt8>, into stem: inout [UInt8]) {
    stem.removeAll(keepingCapacity: true)
    guard stemmer != nil, word.allSatisfy(Self.isLetter) else {
      stem.append(contentsOf: word)
      return
    }
    let isAccented = endings.restore(word, into: &accented)
    if isAccented {
      accented.withUnsafeBufferPointer { accented in
        stemmer?.withStem(of: accented) { Self.append($0, to: &stem, folding: true) }
      }
    } else {
      stemmer?.withStem(of: word) { Self.append($0, to: &stem, folding: false) }
    }
    if stem.isEmpty { stem.append(contentsOf: word) }
  }

  /// The stem of one word, folded.
  package static func stem(_ word: String, language: String) -> String {
    var stemming = Stemming(language: language)
    var stem: [UInt8] = []
    var word = word
    word.withUTF8 { stemming.stem(of: $0, into: &stem) }
    return String(decoding: stem, as: UTF8.self)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    byte >= 0x80 || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
  }

  private static func append(_ bytes: UnsafeBufferPointer<UInt8>, to stem: inout [UInt8], folding: Bool) {
    guard folding else { return stem.append(contentsOf: bytes) }
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      let folded = Folding.shared[scalar.value]
      let isKept = folded.kind.isWord && !folded.isSeveral
      stem += UTF8.encode(isKept ? Unicode.Scalar(folded.target) ?? scalar : scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}
