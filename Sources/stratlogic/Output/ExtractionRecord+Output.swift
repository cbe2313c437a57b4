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
    object.addNull("language")
    let (text, boilerplate, pages) = Self.texts(extraction)
    object.add("text", text)
    object.add("boilerplate", boilerplate)
    object.add("pages", pages)
    object.add("metadata", Self.metadata(extraction))
    object.add("keyphrases", [JSONText]())
    object.add("content_hash", document?.fetched.digest.hex)
    object.add("state", state.rawValue)
    object.add("error", problem?.json)
    return object
  }

  /// The whole text, what stands around it, and for each page the characters of the text that are its own.
  private static func texts(_ extraction: Extraction?) -> (String, String, [JSONText]) {
    var text = ""
    var boilerplate = ""
    var pages: [JSONText] = []
    var start = 0
    do {
      try extraction?.text.forEach { part in
        guard part.zone == .body else { return boilerplate += part.text }
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
    return (text, boilerplate, pages)
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
