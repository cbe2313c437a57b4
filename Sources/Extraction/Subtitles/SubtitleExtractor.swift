import Documents
import Pipeline

/// Subtitles, SubRip's and WebVTT's: what is said, without the numbers, times and markup around it.
enum SubtitleExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "subtitles", version: 2)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    let finding = EncodingSniffer(of: source).encoding(of: source.bytes)
    try output.property("encoding", finding.encoding.commonName)
    let writer = FlowWriter(output)
    var lines = SubtitleLines()
    var normaliser = TextNormaliser()
    let content = UnsafeRawBufferPointer(rebasing: source.bytes.dropFirst(finding.mark))
    try source.decoders.decode(content, from: finding.encoding) { (piece) throws(SinkClosed) in
      guard !writer.isFull else { return }
      var text: [UInt8] = []
      normaliser.append(piece, to: &text)
      try lines.read(text) { (line) throws(SinkClosed) in try writer.line(line) }
    }
    try lines.finish { (line) throws(SinkClosed) in try writer.line(line) }
    try writer.endStretch()
    return nil
  }
}

/// Tells what is said from what is around it, line by line. A line is only said in a block that has times.
struct SubtitleLines {
  private static let longestLine = 4_096

  private var pending: [UInt8] = []
  private var isCue = false

  mutating func read<Failure: Error>(_ text: [UInt8], _ said: (String) throws(Failure) -> Void) throws(Failure) {
    var rest = text[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      pending.append(contentsOf: rest[..<end].prefix(Self.longestLine - min(pending.count, Self.longestLine)))
      try finish(said)
      rest = rest[(end + 1)...]
    }
    pending.append(contentsOf: rest.prefix(Self.longestLine - min(pending.count, Self.longestLine)))
  }

  /// Takes the last line for complete.
  mutating func finish<Failure: Error>(_ said: (String) throws(Failure) -> Void) throws(Failure) {
    let line = String(decoding: pending, as: UTF8.self)
    pending.removeAll(keepingCapacity: true)
    if line.allSatisfy(\.isWhitespace) {
      isCue = false
    } else if line.contains("-->") {
      isCue = true
    } else if isCue {
      let bare = Self.withoutMarkup(line)
      if !bare.isEmpty { try said(bare) }
    }
  }

  /// `<i>`, `<v Speaker>`, `{\an8}` go; the entities of WebVTT become their characters.
  static func withoutMarkup(_ line: String) -> String {
    var text = ""
    var closing: Character?
    for character in line {
      if let end = closing {
        if character == end { closing = nil }
      } else if character == "<" {
        closing = ">"
      } else if character == "{" {
        closing = "}"
      } else {
        text.append(character)
      }
    }
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", " "), ("&lrm;", ""), ("&rlm;", ""), ("&amp;", "&"),
    ] {
      if text.contains(entity) {
        text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: character)
      }
    }
    return Cleaning.line(text)
  }
}
