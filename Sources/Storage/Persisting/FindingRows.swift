import Documents

/// What was found in a text, as rows of `content_extractions`: one for each kind of finding.
struct FindingRows {
  private var language: LanguageFinding?
  private var parts: [JSONText] = []
  private var keyphrases: [JSONText] = []
  private var keywords: [JSONText] = []

  init(_ findings: [Finding]) {
    for finding in findings {
      switch finding {
      case .language(let found) where found.part == nil: language = found
      case .language(let found): parts.append(Self.json(found))
      case .keyphrase(let found): keyphrases.append(Self.json(found))
      case .keyword(let found): keywords.append(Self.json(found))
      }
    }
  }

  var rows: [ExtractionRow] {
    var rows: [ExtractionRow] = []
    if let language {
      var data = JSONText()
      data.add("language", language.code)
      if !parts.isEmpty { data.add("parts", parts) }
      rows.append(ExtractionRow(type: "language", data: data.text, confidence: language.confidence))
    }
    for (type, objects) in [("keyphrases", keyphrases), ("keywords", keywords)] where !objects.isEmpty {
      var data = JSONText()
      data.add(type, objects)
      rows.append(ExtractionRow(type: type, data: data.text, confidence: nil))
    }
    return rows
  }

  private static func json(_ found: LanguageFinding) -> JSONText {
    var json = JSONText()
    json.add("part", found.part)
    json.add("language", found.code)
    json.add("confidence", (found.confidence * 100).rounded() / 100)
    return json
  }

  private static func json(_ found: Keyphrase) -> JSONText {
    var json = JSONText()
    json.add("phrase", found.phrase)
    json.add("score", (found.score * 1000).rounded() / 1000)
    return json
  }

  private static func json(_ found: KeywordFinding) -> JSONText {
    var json = JSONText()
    json.add("word", found.keyword.word)
    json.add("origin", found.keyword.origin.rawValue)
    json.add("keyword", found.keyword.keyword)
    json.add("count", found.count)
    json.add("positions", json: "[" + found.positions.map(String.init).joined(separator: ",") + "]")
    return json
  }
}
