import Documents
import MediaInfo
import Pipeline

/// Films and recordings: their tags, which also are text to be found, their streams, their chapters.
enum MediaExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "media", version: 1, libraries: ["mediainfo": MediaFile.version])

  /// Tags of the whole, by the library's names. Those that are marked are what a reader would read.
  private static let tags: [(parameter: String, property: String, isText: Bool)] = [
    ("Performer", "artist", true), ("Album/Performer", "album_artist", true), ("Album", "album", true),
    ("Composer", "composer", true), ("Director", "director", true), ("Actor", "actor", true),
    ("WrittenBy", "writer", true), ("Producer", "producer_name", true), ("Publisher", "publisher", true),
    ("Collection", "series", true), ("Movie", "movie", true), ("Description", "description", true),
    ("Comment", "comment", true), ("Synopsis", "synopsis", true), ("Lyrics", "lyrics", true), ("Genre", "genre", true),
    ("Keywords", "keywords", true), ("Recorded_Date", "recorded", false), ("Released_Date", "released", false),
    ("Encoded_Date", "created", false), ("Track/Position", "track", false), ("Part", "disc", false),
    ("Copyright", "rights", false), ("Encoded_Application", "generator", false), ("ISRC", "isrc", false),
    ("Format", "container", false),
  ]

  static func prepare() { MediaFile.prepare() }

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard var file = MediaFile(content: source.bytes) else { return .outOfMemory }
    let writer = FlowWriter(output)
    if let title = file.value("Title", of: .general) ?? file.value("Track", of: .general) { try output.title(title) }
    // Tags may be there where the recording is not: what was cut off behind them is told by the format that is missing.
    let isReadable = file.value("Format", of: .general) != nil
    for tag in tags {
      guard let value = file.value(tag.parameter, of: .general) else { continue }
      try output.property(tag.property, value)
      if tag.isText { try writer.line(value) }
    }
    // In milliseconds, perhaps with a fraction.
    if let length = file.value("Duration", of: .general).flatMap({ Double($0) }), length.isFinite, length < 1e12 {
      try output.property("duration", "\((length / 100).rounded() / 10) s")
    }
    try describeStreams(of: &file, into: output)
    for chapter in file.chapters(limit: 1_000) {
      try output.heading(chapter)
      try writer.line(chapter)
    }
    try writer.endStretch()
    return isReadable ? nil : .corrupt("it is no recording that can be read")
  }

  private static func describeStreams<Sink: ExtractionSink>(
    of file: inout MediaFile, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    let kinds: [(MediaFile.Stream, String)] = [(.video, "video"), (.audio, "audio"), (.text, "subtitles")]
    for (stream, name) in kinds {
      for number in 0..<min(file.count(stream), 32) {
        if let format = file.value("Format", of: stream, number) { try output.property("\(name)_codec", format) }
        if let language = file.value("Language", of: stream, number) {
          try output.property("\(name)_language", language)
        }
        if let title = file.value("Title", of: stream, number) { try output.property("\(name)_title", title) }
        if stream == .video, number == 0 {
          if let width = file.value("Width", of: stream) { try output.property("width", width) }
          if let height = file.value("Height", of: stream) { try output.property("height", height) }
          if let rate = file.value("FrameRate", of: stream) { try output.property("frame_rate", rate) }
        }
        if stream == .audio, number == 0 {
          if let channels = file.value("Channel(s)", of: stream) { try output.property("channels", channels) }
          if let rate = file.value("SamplingRate", of: stream) { try output.property("sampling_rate", rate) }
        }
      }
    }
  }
}
