/// What texts say of their language; what several say can be added up.
package struct LanguageEvidence: Sendable {
  /// Letters by script, in letters of an alphabet.
  var letters = [Int](repeating: 0, count: Script.allCases.count)
  /// How much speaks against each language of the model, as a natural logarithm below the best.
  var scores: [Float]
  /// Of the letters that were compared with the model.
  var bytes = 0

  init(languages: Int) { scores = Array(repeating: 0, count: languages) }

  package init() { self.init(languages: LanguageModel.shared.codes.count) }

  package static func += (sum: inout LanguageEvidence, other: LanguageEvidence) {
    for place in sum.letters.indices { sum.letters[place] += other.letters[place] }
    for place in sum.scores.indices { sum.scores[place] += other.scores[place] }
    sum.bytes += other.bytes
  }

  /// Letters in a script; for Japanese all of its own.
  func letters(of script: Script) -> Int {
    script == .kana ? letters[Script.kana.rawValue] + letters[Script.han.rawValue] : letters[script.rawValue]
  }

  var total: Int { letters.reduce(0, +) }

  /// The script that most is written in. Japanese is Han with some kana among it.
  var script: Script {
    let (han, kana) = (letters[Script.han.rawValue], letters[Script.kana.rawValue])
    let eastern = han + kana
    let best = Script.allCases.max { letters[$0.rawValue] < letters[$1.rawValue] } ?? .latin
    guard eastern > letters[best.rawValue] || best == .han || best == .kana else { return best }
    return kana * 16 > han ? .kana : .han
  }
}
