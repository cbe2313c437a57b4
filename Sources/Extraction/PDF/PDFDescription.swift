import Pipeline
import Poppler

/// What a PDF says of itself: its document information, and what its XMP packet adds.
///
/// Where both speak, the document information is taken: producers keep it up, and XMP is often a template's. Properties that a producer
/// made up are taken under their own name.
struct PDFDescription {
  /// Bytes of an XMP packet, and properties of a document, that are looked at.
  private static let packetLimit = 1 << 20
  private static let propertyLimit = 200

  private(set) var title: String?
  private(set) var creator: String?
  private var properties: [(key: String, value: String)] = []

  init(of document: inout PDFDocument) {
    for (key, value) in document.information().prefix(Self.propertyLimit) where !value.isEmpty { take(key, value) }
    if let packet = document.metadataPacket(limit: Self.packetLimit) { merge(XMPPacket.properties(in: packet)) }
    if let language = document.language(), !has("language") { properties.append(("language", language)) }
    if let version = document.formatVersion { properties.append(("pdf_version", version)) }
  }

  func write<Sink: ExtractionSink>(into output: DocumentWriter<Sink>) throws(SinkClosed) {
    if let title { try output.title(title) }
    for (key, value) in properties { try output.property(key, value) }
  }

  private mutating func take(_ key: String, _ value: String) {
    switch key {
    case "Title": title = value
    case "Author": properties.append(("author", value))
    case "Subject": properties.append(("subject", value))
    case "Keywords": properties.append(("keywords", value))
    case "Creator":
      creator = value
      properties.append(("creator", value))
    case "Producer": properties.append(("producer", value))
    case "CreationDate": properties.append(("created", PDFDate.timestamp(value) ?? value))
    case "ModDate": properties.append(("modified", PDFDate.timestamp(value) ?? value))
    case "Trapped", "PTEX.Fullbanner": break
    default: properties.append((key, value))
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
