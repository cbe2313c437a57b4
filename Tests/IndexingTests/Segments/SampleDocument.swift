import Indexing

/// A document made up at random, of plain words, so that a test knows what the lexer makes of it.
struct SampleDocument {
  var attributes: DocumentAttributes
  /// Texts in the order of their zones; the words of each are joined by blanks. Several of one zone are its pages.
  var texts: [(zone: Zone, words: [String], language: String?)]
}

/// SplitMix64 (Steele, Lea, Flood, 2014): the same documents in every run.
struct SampleRandomness: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

extension SampleDocument {
  private static let stems = [
    "run", "hous", "nation", "gener", "kind", "wort", "test", "plan", "index", "docu", "a", "the",
  ]
  private static let endings = ["", "s", "ing", "ed", "al", "ation", "er", "en"]

  /// Documents with ascending identifiers that leave gaps; few words are common, many are rare.
  static func random(_ count: Int, from random: inout SampleRandomness, firstIdentifier: Int32 = 1) -> [SampleDocument]
  {
    var identifier = firstIdentifier
    return (0..<count).map { _ in
      defer { identifier += Int32.random(in: 1...3, using: &random) }
      return document(identifier, from: &random)
    }
  }

  private static func document(_ identifier: Int32, from random: inout SampleRandomness) -> SampleDocument {
    let language = ["en", "de", nil, "tlh"].randomElement(using: &random) ?? nil
    var texts: [(Zone, [String], String?)] = []
    for zone in Zone.allCases where Bool.random(using: &random) {
      for _ in 0..<(zone == .body ? Int.random(in: 1...3, using: &random) : 1) {
        texts.append((zone, words(upTo: zone == .body ? 60 : 5, from: &random), language))
      }
    }
    let folders = (0..<Int.random(in: 0...2, using: &random)).map { _ in "/srv/\(Int.random(in: 0...4, using: &random))"
    }
    let attributes = DocumentAttributes(
      identifier: identifier, type: ["document", "text", "email"].randomElement(using: &random) ?? "text",
      mediaType: "text/plain", language: language, folders: folders, modified: Int64.random(in: 0...9, using: &random),
      labels: Bool.random(using: &random) ? ["urgent", "draft"] : [],
      properties: [("author", "Curie \(Int.random(in: 0...3, using: &random))"), ("author", "Curie 0")])
    return SampleDocument(attributes: attributes, texts: texts)
  }

  /// One of `count` words, of letters only, so that the lexer finds no parts in it.
  static func rareWord(_ count: Int, from random: inout SampleRandomness) -> String {
    var rest = Int.random(in: 0..<count, using: &random)
    var word = "x"
    repeat {
      word.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "a") + UInt8(rest % 26)))
      rest /= 26
    } while rest > 0
    return word
  }

  private static func words(upTo count: Int, from random: inout SampleRandomness) -> [String] {
    (0..<Int.random(in: 0...count, using: &random)).map { _ in
      guard Int.random(in: 0...9, using: &random) > 0 else { return rareWord(1_000, from: &random) }
      let stem = stems.randomElement(using: &random) ?? "a"
      return stem + (endings.randomElement(using: &random) ?? "")
    }
  }
}
