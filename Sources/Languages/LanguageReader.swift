/// Identifies the languages of texts, one after another; keeps the room it needs for that.
///
/// Letters alone count, in small form and with one space for whatever stands between them: so numbers, punctuation and markup say
/// nothing, and neither do names in code, which are left out. Each place where an n-gram of the model ends speaks for
/// the languages in which it is likely, repetitions by their logarithm (`LanguageModel`). Scripts of one language need no model.
package struct LanguageReader {
  private static let model = LanguageModel.shared
  /// The model's code (ISO 639-2) for what is no language: code, tables.
  private static let none = "zxx"
  /// Bytes of a text that are read: what more would tell does not pay.
  package static let bytesRead = 2_048
  /// With fewer letters (characters of Chinese count three), any answer would be a guess.
  private static let lettersNeeded = 4
  /// What being common is worth, in natural logarithms: a factor of 20, about as the texts of the world are shared out.
  private static let common: Float = 3
  /// Names and scraps of text look like any language a little: one that is rare must be plain.
  private static let confidenceNeeded = 0.1
  private static let confidenceNeededIfRare = 0.5
  /// By how many temperatures a text must rather be no language than one, to count as none.
  private static let leadOfNone: Float = 0.7

  private var counts: [UInt16]
  private var touched: [Int] = []
  private var small = SmallLetters()

  package init() { counts = Array(repeating: 0, count: 1 << 14) }

  /// What `text` (UTF-8) says of its language, from its first bytes.
  package mutating func read(_ text: UnsafeBufferPointer<UInt8>) -> LanguageEvidence {
    var evidence = LanguageEvidence(languages: Self.model.codes.count)
    small.read(UnsafeBufferPointer(rebasing: text.prefix(Self.bytesRead)))
    evidence.letters = small.letters
    let script = evidence.script
    guard script.language == nil else { return evidence }
    countNGrams()
    for place in touched {
      let amount = logarithm(1 + Float(counts[place]))
      Self.model.subtract(amount, of: place, from: &evidence.scores)
      counts[place] = 0
    }
    touched.removeAll(keepingCapacity: true)
    evidence.bytes = small.bytes.count
    return evidence
  }

  package mutating func read(_ text: String) -> LanguageEvidence {
    var text = text
    return text.withUTF8 { read($0) }
  }

  private mutating func countNGrams() {
    var last: UInt64 = 0
    for byte in small.bytes {
      last = last << 8 | UInt64(byte)
      guard let place = Self.model.place(endingIn: last) else { continue }
      if counts[place] == 0 { touched.append(place) }
      counts[place] &+= 1
    }
  }

  /// What the evidence amounts to; nil where there is too little, and for what is no language, such as code.
  package static func estimate(_ evidence: LanguageEvidence) -> LanguageEstimate? {
    guard evidence.total >= lettersNeeded else { return nil }
    let script = evidence.script
    let share = Double(evidence.letters(of: script)) / Double(evidence.total)
    if let language = script.language { return LanguageEstimate(code: language, confidence: min(0.99, share)) }
    guard evidence.bytes > 0 else { return nil }
    // Neighbouring n-grams share their letters, so they do not count as independent: the root keeps long texts from certainty.
    let temperature = Float(evidence.bytes).squareRoot()
    var scores = evidence.scores
    for place in scores.indices where model.isCommon[place] { scores[place] += common }
    for place in scores.indices where model.codes[place] == none { scores[place] -= leadOfNone * temperature }
    guard let best = scores.indices.max(by: { scores[$0] < scores[$1] }), model.codes[best] != none else { return nil }
    var others: Float = 0
    for place in scores.indices where model.codes[place] != model.codes[best] {
      others += exponential((scores[place] - scores[best]) / temperature)
    }
    let confidence = Double(1 / (1 + others))
    guard confidence >= (model.isCommon[best] ? confidenceNeeded : confidenceNeededIfRare) else { return nil }
    return LanguageEstimate(code: code(model.codes[best]), confidence: confidence)
  }

  /// Whether a text could be in `code` (ISO 639-1) for all that its script says.
  package static func isPossible(_ code: String, _ evidence: LanguageEvidence) -> Bool {
    if let language = evidence.script.language { return language == code }
    return model.codes.contains(code)
  }

  /// Norwegian is written in two ways, which the stemmer, and whoever looks for it, takes for one.
  private static func code(_ code: String) -> String { code == "nn" ? "no" : code }
}
