import Documents

/// Tells apart the formats that are XML, by the document's root element.
struct XMLLook {
  private let root: String
  private let namespaces: String

  /// By local name, for vocabularies whose root element is all their own.
  private static let roots: [String: MediaType] = [
    "rss": "application/rss+xml", "RDF": "application/rdf+xml", "feed": "application/atom+xml", "svg": "image/svg+xml",
    "tt": "application/ttml+xml", "kml": "application/vnd.google-earth.kml+xml", "gpx": "application/gpx+xml",
    "topic": "application/dita+xml", "concept": "application/dita+xml", "task": "application/dita+xml",
    "reference": "application/dita+xml", "map": "application/dita+xml", "dita": "application/dita+xml",
    "stylesheet": "application/xslt+xml", "transform": "application/xslt+xml", "math": "application/mathml+xml",
    "FictionBook": "application/x-fictionbook+xml", "opml": "text/x-opml",
    "score-partwise": "application/vnd.recordare.musicxml+xml",
    "TEI": "application/tei+xml", "asx": "application/x-ms-asx", "ASX": "application/x-ms-asx",
    "wordDocument": "application/vnd.ms-wordml", "Workbook": "application/vnd.ms-spreadsheetml",
    "xdp": "application/vnd.adobe.xdp+xml", "xfdf": "application/vnd.adobe.xfdf", "smil": "application/smil+xml",
    "plist": "application/x-plist", "COLLADA": "model/vnd.collada+xml", "package": "application/oebps-package+xml",
    "ncx": "application/x-dtbncx+xml", "wml": "text/vnd.wap.wml", "GML": "application/gml+xml",
  ]

  /// Reads up to the first start tag, past declarations, processing instructions, comments and the document type.
  init(_ start: UnsafeRawBufferPointer) {
    var text = Substring(decoding: start, as: UTF8.self)
    var tag: Substring = ""
    while let open = text.firstIndex(of: "<") {
      text = text[open...].dropFirst()
      guard let first = text.first else { break }
      if text.hasPrefix("!--") {
        text = Self.skip(text, past: "-->")
      } else if first == "!" || first == "?" {
        text = Self.skip(text, past: text.hasPrefix("!DOCTYPE") && text.prefix { $0 != ">" }.contains("[") ? "]>" : ">")
      } else {
        tag = text.prefix { $0 != ">" }
        break
      }
    }
    let name = tag.prefix { !$0.isWhitespace && $0 != "/" }
    root = String(name.split(separator: ":").last ?? "")
    namespaces = String(tag)
  }

  /// The kind of feed, beyond doubt even without an XML declaration: by a version or a namespace that is a feed's alone.
  var feed: MediaType? {
    switch root {
    case "rss" where attribute("version") != nil: "application/rss+xml"
    case "RDF" where namespaces.contains("http://purl.org/rss/1.0/"): "application/rss+xml"
    case "feed" where namespaces.contains("http://www.w3.org/2005/Atom"): "application/atom+xml"
    default: nil
    }
  }

  var isXHTML: Bool { root == "html" && namespaces.contains("http://www.w3.org/1999/xhtml") }

  /// The vocabulary; nil when the root element is of none that is known.
  var type: MediaType? {
    if isXHTML { return "application/xhtml+xml" }
    if let feed { return feed }
    if root.lowercased() == "html" { return "text/html" }
    if root == "document", let kind = attribute("office:mimetype")?.split(separator: ".").last {
      return MediaType(rawValue: "application/vnd.oasis.opendocument.flat.\(kind)")
    }
    // Maps and references are common words: these two only count with DITA's own attributes.
    if Self.roots[root] == "application/dita+xml", !namespaces.contains("dita"), !namespaces.contains("id=") {
      return nil
    }
    return Self.roots[root]
  }

  /// The value of an attribute of the root element, as it is written.
  private func attribute(_ name: String) -> Substring? {
    guard let start = namespaces.firstRange(of: name + "=")?.upperBound, let quote = namespaces[start...].first else {
      return nil
    }
    return namespaces[start...].dropFirst().prefix { $0 != quote }
  }

  private static func skip(_ text: Substring, past mark: String) -> Substring {
    guard let range = text.firstRange(of: mark) else { return "" }
    return text[range.upperBound...]
  }
}
