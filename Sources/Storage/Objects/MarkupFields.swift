import Documents

/// Reads the XML that object stores answer with: elements that hold elements that hold text, and nothing else of XML that means anything.
///
/// An answer is a few kilobytes from a server that was chosen, so a scan over its tags is enough; whatever is not as expected
/// is no field.
enum MarkupFields {
  /// Of each element `name`, the texts of the elements without children in it, by their names.
  static func elements(_ name: String, in text: String) -> [[String: String]] {
    var found: [[String: String]] = []
    var fields: [String: String]?
    var open = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "<"), let end = rest[start...].firstIndex(of: ">") {
      let content = rest[..<start]
      let tag = rest[rest.index(after: start)..<end]
      rest = rest[rest.index(after: end)...]
      if tag.hasPrefix("/") {
        let closed = localName(tag.dropFirst())
        if closed == name, let finished = fields {
          found.append(finished)
          fields = nil
        } else if closed == open {
          fields?[closed] = CharacterReferences.decoded(content)
        }
        open = ""
      } else if !tag.hasPrefix("?"), !tag.hasPrefix("!") {
        let opened = localName(tag)
        if opened == name { fields = [:] }
        open = tag.hasSuffix("/") ? "" : opened
      }
    }
    return found
  }

  /// A tag's name without prefix and attributes.
  private static func localName(_ tag: Substring) -> String {
    let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
    return String(name.split(separator: ":").last ?? name)
  }
}
