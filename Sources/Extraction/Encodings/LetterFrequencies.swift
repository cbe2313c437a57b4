import Glibc

/// How often the letters of a language that are not ASCII's occur among its bytes that are not ASCII's, as evidence: bits
/// that a letter gains over a byte that came by chance.
struct LetterFrequencies: Sendable {
  let script: LetterScript
  private let bits: [UInt32: Int]

  /// `letters`, most frequent first, are taken to fall off evenly: the exact frequencies differ between texts more than
  /// this does from them.
  private init(_ letters: String) {
    let scalars = Array(letters.unicodeScalars)
    let decay = max(2, Double(scalars.count) / 4)
    let shares = scalars.indices.map { exp(-Double($0) / decay) }
    let sum = shares.reduce(0, +)
    var bits: [UInt32: Int] = [:]
    for (scalar, share) in zip(scalars, shares) {
      bits[scalar.value] = Int((log2(max(0.0015, 0.9 * share / sum) * 128)).rounded())
    }
    for scalar in scalars {
      let capital = scalar.properties.uppercaseMapping.unicodeScalars
      guard capital.count == 1, let first = capital.first, bits[first.value] == nil else { continue }
      bits[first.value] = (bits[scalar.value] ?? 0) - 3
    }
    self.bits = bits
    script = scalars.first.flatMap { LetterScript($0.value) } ?? .latin
  }

  /// What text with so many of each letter gains when it is taken for this language.
  func evidence(_ counts: [(letter: UInt32, count: Int)]) -> Int {
    counts.reduce(0) { sum, entry in
      let strange = LetterScript(entry.letter) == script ? -5 : -7
      return sum + entry.count * (bits[entry.letter] ?? strange)
    }
  }

  static let all: [LetterFrequencies] = [
    "оеаинтсрвлкмдпуыяьгзбчйхжшюцщэфъё", "оаинвеітрслкдмупяьзгбчхйжїцєюшщфґ", "аоеитнрсвлкдпмзъуягбчщжцйхшюфьѝ",
    "аиоенрстјвкудлмпбзгшчцжхљњћђџф", "αοτεινσρκυπμλςηίάδόέγήωχθύφώβξζψϊϋ", "יוהלאתרבמשנםעדחקפכטגזסןצךףץ",
    "اليمنورتعبةدسفهكقحأجشصطىخضذزإثئءغظآؤ", "ايرنهدومتبسشكزگلخقعفپجچحطصغءآژضذثظئ",
    "านรอกเงมยลวดทตสะ่้ปบัคหแจพชขใไโผิีืุู์ถศซณฟฉธภฐญฝฮษึ็ำฆฎฑฬฤๆ",
    "üäößéèÄÖÜ", "éàèêçôîùâûœïëÉÀÇ", "óíáéñúü¿¡Á", "ãçáéíóêõâàúô", "àèùòìé", "äåöéÅÖÄ", "øåæéØÅÆ", "íáðéöúóæýþÞÍ",
    "äöåé", "ëéèïöü", "łąężśćóńźŁŚŻ", "íáéěřýčžšůúťňóďČŠŽ", "áéöóőüíúűÁÉ", "ăîţşâșțÎŞ", "čšžćđŠČŽ", "ėįšųžūčąęŠŽ",
    "āīēšūņļžķčģ", "äõüöšž", "ıüşğöçİŞÖÜÇâ", "ạảấầđêươôàáếộ",
  ].map { LetterFrequencies($0) }
}

/// The scripts that encodings of one and two bytes write.
enum LetterScript: UInt8, Sendable {
  case latin, greek, cyrillic, hebrew, arabic, thai, eastAsian, hangul

  init?(_ scalar: UInt32) {
    switch scalar {
    case 0xD7, 0xF7: return nil
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x1E9E...0x1EF9: self = .latin
    case 0x386...0x3FF: self = .greek
    case 0x400...0x4FF: self = .cyrillic
    case 0x5B0...0x5EA: self = .hebrew
    case 0x620...0x6D3: self = .arabic
    case 0xE01...0xE4E: self = .thai
    case 0x3041...0x30FE, 0x4E00...0x9FFF: self = .eastAsian
    case 0xAC00...0xD7A3: self = .hangul
    default: return nil
    }
  }
}
