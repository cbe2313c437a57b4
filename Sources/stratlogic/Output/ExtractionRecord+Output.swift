import Documents
import Ingestion

extension ExtractionRecord {
  /// The contract's object for one file.
  var json: JSONText {
    let extraction = document?.document.extraction
    var object = JSONText()
    object.add("path", path)
    object.add("mime_type", document?.document.file.detected.mediaType.rawValue)
    object.add("title", extraction?.title)
    object.add("language", Self.language(document?.findings ?? []))
    let (text, pages) = Self.textAndPages(extraction)
    object.add("text", text)
    object.add("boilerplate", "")
    object.add("pages", pages)
    object.add("metadata", Self.metadata(extraction))
    object.add("keyphrases", Self.keyphrases(document?.findings ?? []))
    object.add("content_hash", document?.fetched.digest.hex)
    object.add("state", state.rawValue)
    object.add("error", problem?.json)
    return object
  }

  /// The whole text, and for each page the characters of it that are its own.
  private static func textAndPages(_ extraction: Extraction?) -> (String, [JSONText]) {
    var text = ""
    var pages: [JSONText] = []
    var start = 0
    do {
      try extraction?.text.forEach { part in
        let length = part.text.unicodeScalars.count
        if let numbers = part.pages {
          var page = JSONText()
          page.add("page", numbers.lowerBound)
          page.add("start", start)
          page.add("length", length)
          pages.append(page)
        }
        text += part.text
        start += length
      }
    } catch {
      Terminal.note("stratlogic: a text could not be read back from the temporary folder: \(error)")
    }
    return (text, pages)
  }

  private static func language(_ findings: [Finding]) -> String? {
    for case .language(let language) in findings where language.part == nil { return language.code }
    return nil
  }

  private static func keyphrases(_ findings: [Finding]) -> [JSONText] {
    findings.compactMap { finding in
      guard case .keyphrase(let keyphrase) = finding else { return nil }
      var object = JSONText()
      object.add("phrase", keyphrase.phrase)
      object.add("score", keyphrase.score)
      return object
    }
  }

  private static func metadata(_ extraction: Extraction?) -> JSONText {
    var grouped: [String: [String]] = [:]
    for property in extraction?.metadata ?? [] { grouped[property.key, default: []].append(property.value) }
    var object = JSONText()
    for (key, values) in grouped.sorted(by: { $0.key < $1.key }) {
      if values.count == 1 { object.add(key, values[0]) } else { object.add(key, values) }
    }
    return object
  }
}
