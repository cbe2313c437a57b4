import Documents

// What the tag step is asked, and what it finds, as fields of a frame.

extension FrameWriter {
  mutating func put(fields request: TaggingRequest) {
    put(UInt32(request.keyphrases))
    put(UInt32(request.keywords.count))
    for keyword in request.keywords { put(fields: keyword) }
  }

  mutating func put(fields finding: Finding) {
    switch finding {
    case .language(let language):
      put(UInt8(0))
      put(UInt32(clamping: language.part ?? 0))
      put(language.code)
      put(language.confidence.bitPattern)
    case .keyphrase(let keyphrase):
      put(UInt8(1))
      put(keyphrase.phrase)
      put(keyphrase.score.bitPattern)
    case .keyword(let found):
      put(UInt8(2))
      put(fields: found.keyword)
      put(Int64(found.count))
      put(UInt32(found.positions.count))
      for position in found.positions { put(Int64(position)) }
    }
  }

  private mutating func put(fields keyword: ExpandedKeyword) {
    put(keyword.word)
    put(UInt8(ExpandedKeyword.Origin.allCases.firstIndex(of: keyword.origin) ?? 0))
    put(keyword.keyword)
  }
}

extension TaggingRequest {
  init(_ fields: inout FieldReader) throws(FrameError) {
    let keyphrases = Int(try fields.number(UInt32.self))
    var keywords: [ExpandedKeyword] = []
    for _ in 0..<(try fields.count(ofAtLeast: 9)) { keywords.append(try ExpandedKeyword(&fields)) }
    self.init(keywords: keywords, keyphrases: keyphrases)
  }
}

extension Finding {
  init(_ fields: inout FieldReader) throws(FrameError) {
    switch try fields.number(UInt8.self) {
    case 0:
      let part = Int(try fields.number(UInt32.self))
      self = .language(
        LanguageFinding(
          part: part == 0 ? nil : part, code: try fields.string(), confidence: try Self.share(&fields)))
    case 1: self = .keyphrase(Keyphrase(phrase: try fields.string(), score: try Self.share(&fields)))
    case 2:
      let keyword = try ExpandedKeyword(&fields)
      let count = Int(try fields.number(Int64.self))
      var positions: [Int] = []
      for _ in 0..<(try fields.count(ofAtLeast: 8)) { positions.append(Int(try fields.number(Int64.self))) }
      self = .keyword(KeywordFinding(keyword: keyword, count: count, positions: positions))
    default: throw .outOfRange(.finding)
    }
  }

  /// A number from 0 to 1.
  private static func share(_ fields: inout FieldReader) throws(FrameError) -> Double {
    let share = Double(bitPattern: try fields.number(UInt64.self))
    guard share >= 0, share <= 1 else { throw .outOfRange(.confidence) }
    return share
  }
}

extension ExpandedKeyword {
  init(_ fields: inout FieldReader) throws(FrameError) {
    let word = try fields.string()
    let origin = Int(try fields.number(UInt8.self))
    guard Origin.allCases.indices.contains(origin) else { throw .outOfRange(.finding) }
    self.init(word: word, origin: Origin.allCases[origin], keyword: try fields.string())
  }
}
