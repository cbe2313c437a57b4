import Documents
import Ingestion
import SystemPackage

extension ExtractionRecord {
  /// The contract's object for one file.
  var json: JSONText {
    let extraction = document?.extraction
    var object = JSONText()
    object.add("path", path)
    object.add("mime_type", document?.mediaType.rawValue)
    object.add("title", extraction?.title)
    object.add("language", Self.language(document?.findings ?? []))
    let (own, boilerplate, pages) = Self.texts(extraction)
    var text = own
    var length = text.unicodeScalars.count
    let members = members.map { $0.memberJSON(addingTo: &text, &length) }
    object.add("text", text)
    object.add("boilerplate", boilerplate)
    object.add("pages", pages)
    object.add("metadata", Self.metadata(extraction))
    object.add("keyphrases", Self.keyphrases(document?.findings ?? []))
    object.add("content_hash", document?.digest.hex)
    object.add("state", state.rawValue)
    object.add("error", problem?.json)
    object.add("members", members)
    return object
  }

  /// A member's own object. Its text goes to the end of the file's, below a line with its path: who asks what a file says means what
  /// is in it as well.
  private func memberJSON(addingTo text: inout String, _ length: inout Int) -> JSONText {
    let extraction = document?.extraction
    let (own, boilerplate, _) = Self.texts(extraction)
    let heading = (text.isEmpty || text.hasSuffix("\n") ? "\n" : "\n\n") + readablePath + "\n"
    let start = length + heading.unicodeScalars.count
    let ownLength = own.unicodeScalars.count
    text += heading + own
    length = start + ownLength
    var object = JSONText()
    object.add("path", path)
    object.add("mime_type", document?.mediaType.rawValue)
    object.add("title", extraction?.title)
    object.add("start", start)
    object.add("length", ownLength)
    object.add("boilerplate", boilerplate)
    object.add("metadata", Self.metadata(extraction))
    object.add("content_hash", document?.digest.hex)
    object.add("state", state.rawValue)
    object.add("error", problem?.json)
    return object
  }

  /// A member's path as people write it, on one line.
  private var readablePath: String {
    let decoded = SourceURL(string: "file:///" + path).path.map { String($0.string.dropFirst()) }
    return Terminal.harmless(decoded ?? path)
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
