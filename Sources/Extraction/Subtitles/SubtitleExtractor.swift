import Documents
import Pipeline

/// Subtitles, SubRip's and WebVTT's: what is said, without the numbers and markup around it, in paragraphs with the time at which each begins.
enum SubtitleExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "subtitles", version: 3)

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
      try lines.read(text) { (line) throws(SinkClosed) in try write(line, writer) }
    }
    try lines.finish { (line) throws(SinkClosed) in try write(line, writer) }
    try writer.endStretch()
    return nil
  }

  private static func write<Sink: ExtractionSink>(
    _ line: SubtitleLines.Line, _ writer: FlowWriter<Sink>
  ) throws(SinkClosed) {
    switch line {
    case .time(let time): try writer.line(time, .paragraph)
    case .said(let words): try writer.line(words)
    }
  }
}

/// Tells what is said from what is around it, line by line. A line is only said in a block that has times.
///
/// Sentences run on from one block to the next, so a time stands only where somebody pauses, or has spoken for a while.
struct SubtitleLines {
  enum Line {
    /// When what follows is said: `1:02:03`.
    case time(String)
    case said(String)
  }

  private static let longestLine = 4_096
  /// Seconds of silence, and of speech, behind which a paragraph begins.
  private static let (pause, paragraph) = (3, 60)

  private var pending: [UInt8] = []
  private var isCue = false
  /// In seconds: when the block begins whose first words are waited for, and ends; when the paragraph began, and the last block ended.
  private var block: (start: Int, end: Int)?
  private var began: Int?
  private var ended = 0

  mutating func read<Failure: Error>(_ text: [UInt8], _ said: (Line) throws(Failure) -> Void) throws(Failure) {
    var rest = text[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      pending.append(contentsOf: rest[..<end].prefix(Self.longestLine - min(pending.count, Self.longestLine)))
      try finish(said)
      rest = rest[(end + 1)...]
    }
    pending.append(contentsOf: rest.prefix(Self.longestLine - min(pending.count, Self.longestLine)))
  }

  /// Takes the last line for complete.
  mutating func finish<Failure: Error>(_ said: (Line) throws(Failure) -> Void) throws(Failure) {
    let line = String(decoding: pending, as: UTF8.self)
    pending.removeAll(keepingCapacity: true)
    if line.allSatisfy(\.isWhitespace) {
      isCue = false
    } else if line.contains("-->") {
      isCue = true
      block = Self.times(in: line)
    } else if isCue {
      let bare = Self.withoutMarkup(line)
      guard !bare.isEmpty else { return }
      if let time = beginBlock() { try said(.time(time)) }
      try said(.said(bare))
    }
  }

  /// The time to be told before the first words of a block, if one is.
  private mutating func beginBlock() -> String? {
    guard let block else { return nil }
    self.block = nil
    defer { ended = block.end }
    if let began, block.start - ended < Self.pause, (0..<Self.paragraph).contains(block.start - began) { return nil }
    began = block.start
    let (minutes, seconds) = (block.start / 60 % 60, block.start % 60)
    return "\(block.start / 3600):\(minutes < 10 ? "0" : "")\(minutes):\(seconds < 10 ? "0" : "")\(seconds)"
  }

  /// `00:00:01,000 --> 00:00:03,000`; in WebVTT hours may be left out, and places follow.
  private static func times(in line: String) -> (start: Int, end: Int)? {
    let times = line.split(separator: "-->", maxSplits: 1).map { side in
      side.split(whereSeparator: \.isWhitespace).first.flatMap { seconds(of: $0) }
    }
    guard times.count == 2, let start = times[0], let end = times[1] else { return nil }
    return (start, end)
  }

  private static func seconds(of time: Substring) -> Int? {
    let whole = time.prefix { $0 != "," && $0 != "." }.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(whole.count) else { return nil }
    var seconds = 0
    for part in whole {
      guard part.count <= 4, part.allSatisfy(\.isASCII), let number = Int(part), number >= 0 else { return nil }
      seconds = seconds * 60 + number
    }
    return seconds
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
