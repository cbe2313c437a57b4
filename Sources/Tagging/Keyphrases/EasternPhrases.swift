import Documents

/// Keyphrases of Chinese and Japanese, which set no spaces: runs of Han or of katakana between the characters that grammar is made of.
enum EasternPhrases {
  /// Characters that are words of grammar in Chinese, mostly by themselves.
  private static let particles: Set<UInt32> = Set(
    "的了是在和与與及或也就都而于於之其以为為对對从從到被把将將这這那有不我你他她们們它个個等中上下可会會能要让讓使由每各更最很并並但因此所"
      .unicodeScalars.map(\.value))

  static func keyphrases(of text: UnsafeBufferPointer<UInt8>, limit: Int) -> [Keyphrase] {
    var found: [String: (count: Int, place: Int)] = [:]
    var run: [UInt32] = []
    var isKatakana = false
    var read = 0
    func close() {
      defer { run.removeAll(keepingCapacity: true) }
      guard (isKatakana ? 3...12 : 2...8).contains(run.count) else { return }
      var phrase = String.UnicodeScalarView()
      phrase.append(contentsOf: run.compactMap(Unicode.Scalar.init))
      found[String(phrase), default: (0, read)].count += 1
    }
    var at = 0
    while at < text.count {
      let (length, value) = WordText.scalar(text, at)
      at += length
      read += 1
      let katakana = (0x30A1...0x30FF).contains(value)
      let han = value >= 0x3400 && WordText.isEastern(value) && !particles.contains(value)
      if !run.isEmpty, !(katakana && isKatakana || han && !isKatakana) { close() }
      if katakana || han {
        isKatakana = katakana
        run.append(value)
      }
    }
    close()
    return ranked(found, read: read, limit: limit)
  }

  private static func ranked(_ found: [String: (count: Int, place: Int)], read: Int, limit: Int) -> [Keyphrase] {
    let scored = found.map { phrase, facts in
      let length = Double(min(phrase.unicodeScalars.count, 6))
      let early = 1 / (1 + Double(facts.place) / Double(max(read, 1)))
      return (phrase, (1 + logarithm(Double(facts.count))) * length.squareRoot() * early)
    }
    let best = scored.sorted { $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 > $1.1 }.prefix(limit)
    let highest = best.first?.1 ?? 1
    return best.map { Keyphrase(phrase: $0.0, score: $0.1 / highest) }
  }
}
