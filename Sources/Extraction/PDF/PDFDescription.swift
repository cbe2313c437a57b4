import Pipeline
import Poppler

/// What a PDF says of itself: its document information, and what its XMP packet adds.
///
/// Where both speak, the document information is taken: producers keep it up, and XMP is often a template's. Properties
/// that a producer made up are taken under their own name.
struct PDFDescription {
  /// Bytes of an XMP packet, and properties of a document, that are looked at.
  private static let packetLimit = 1 << 20
  private static let propertyLimit = 200

  private(set) var title: String?
  private var properties: [(key: String, value: String)] = []

  init(of document: inout PDFDocument) {
    let information = document.information().prefix(Self.propertyLimit).filter { !$0.value.isEmpty }
    for (key, name) in Self.names {
      for entry in information where entry.key == key { take(name, entry.value) }
    }
    for entry in information
    where !Self.names.contains(where: { $0.key == entry.key }) && !Self.ignored.contains(entry.key) {
      properties.append(entry)
    }
    if let packet = document.metadataPacket(limit: Self.packetLimit) { merge(XMPPacket.properties(in: packet)) }
    if let language = document.language(), !language.isEmpty, !has("language") {
      properties.append(("language", language))
    }
    if let version = document.formatVersion { properties.append(("pdf_version", version)) }
  }

  /// The program that the document was made with.
  var creator: String? { properties.first { $0.key == "creator" }?.value }

  func write<Sink: ExtractionSink>(into output: DocumentWriter<Sink>) throws(SinkClosed) {
    if let title { try output.title(title) }
    for (key, value) in properties { try output.property(key, value) }
  }

  /// The standard entries, in the order in which they are told.
  private static let names: [(key: String, name: String)] = [
    (key: "Title", name: "title"), ("Author", "author"), ("Subject", "subject"), ("Keywords", "keywords"),
    ("Creator", "creator"), ("Producer", "producer"), ("CreationDate", "created"), ("ModDate", "modified"),
  ]
  /// What says nothing about the document.
  private static let ignored: Set<String> = ["Trapped", "PTEX.Fullbanner"]

  private mutating func take(_ name: String, _ value: String) {
    switch name {
    case "title": title = value
    case "created", "modified": properties.append((name, PDFDate.timestamp(value) ?? value))
    default: properties.append((name, value))
    }
  }

  private mutating func merge(_ packet: [(key: String, value: String)]) {
    var added: [(key: String, value: String)] = []
    for (key, value) in packet.prefix(Self.propertyLimit) where !value.isEmpty {
      if key == "title" {
        title = title ?? value
      } else if !has(key), !added.contains(where: { $0 == (key, value) }) {
        added.append((key, value))
      }
    }
    properties += added
  }

  private func has(_ key: String) -> Bool { properties.contains { $0.key == key } }
}
