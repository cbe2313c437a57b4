import Documents
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(3)))
struct FrameTests {
  static let events: [ExtractionEvent] = [
    .detected(Detected(mediaType: "text/html", confidence: 0.75)),
    .extractor(ExtractorVersion(name: "pdf", version: 3, libraries: ["poppler": "22.12", "lcms": "2.14"])),
    .title("Füße — 日本"), .title(""), .heading("1. Füße"), .property(Property(key: "author", value: "M. Curie")),
    .pageCount(1_000),
    .link(Link(target: "a.html", text: "Füße")), .part(TextPart(pages: nil, zone: .boilerplate, text: "menu")),
    .recognition(Recognition(engine: "tesseract 5.3.0", languages: ["eng", "deu"], pages: 3, confidence: 0.5)),
    .part(TextPart(pages: 3...4, text: "text\n")), .part(TextPart(pages: nil, text: "e\u{301}")), .progress,
    .tag(Tag(type: "keyword", key: "postgres", value: "12")),
    .finding(.language(LanguageFinding(part: nil, code: "de", confidence: 0.5))),
    .finding(.language(LanguageFinding(part: 3, code: "ja", confidence: 1))),
    .finding(.keyphrase(Keyphrase(phrase: "Füße", score: 0.25))),
    .finding(
      .keyword(
        KeywordFinding(
          keyword: ExpandedKeyword(word: "feet", origin: .synonym, keyword: "foot"), count: 3, positions: [1, 1 << 40]))
    ),
    .finished(.stored, nil),
    .member(Member(path: [0x61, 0xFF, 0x0A], modified: -5)), .member(Member(path: [])), .memberBytes([0, 1, 0xFF]),
    .memberFinished(.stored, nil), .memberFinished(.skipped, Problem(code: "link", message: "a link")),
    .finished(.outOfMemory, Problem(code: "out_of_memory", message: "too large")),
  ]

  @Test(arguments: events)
  func `an event is read as it was written, and never from less`(event: ExtractionEvent) throws {
    let bytes = written(event)

    #expect(try frames(in: bytes) == [.event(event)])
    for count in 0..<bytes.count { #expect(try frames(in: Array(bytes[..<count])).isEmpty) }
  }

  @Test func `a request is read as it was written`() throws {
    var members = MemberLimits(depth: 2, count: 3, total: 4, each: 5, ratio: 6)
    members.isInProportion = true
    let request = ExtractionRequest(
      steps: [.extract, .tag], name: "a\u{FFFD}.pdf", size: 1 << 33,
      detected: Detected(mediaType: "application/pdf", confidence: 1),
      limits: ExtractionLimits(text: 5, part: 7, members: members),
      tagging: TaggingRequest(
        keywords: [
          ExpandedKeyword(word: "one", origin: .given, keyword: "one"),
          ExpandedKeyword(word: "zwei ß", origin: .synonym, keyword: "one"),
        ], keyphrases: 7),
      options: ExtractionOptions(
        passwords: ["löwe", ""],
        recognition: RecognitionOptions(languages: ["eng"], pageTime: .milliseconds(1_500), documentTime: .seconds(9)),
        server: ServerHints(mediaType: "text/html", charset: "koi8-r", address: "http://a.test/b")))
    var writer = FrameWriter()
    try writer.append(request)

    #expect(try frames(in: writer.bytes) == [.request(request)])
  }

  @Test(
    arguments: [
      ([0, 0, 0, 0], FrameError.length(0)),
      ([1, 0, 128, 0], .length(Frame.maximumSize + 1)),
      ([1, 0, 0, 0, 99], .unknownKind(99)),
      ([2, 0, 0, 0, 22, 0], .trailing(1)),
      ([5, 0, 0, 0, 18, 1, 0, 0, 0], .cutOff),
      ([3, 0, 0, 0, 18, 0, 0], .cutOff),
      ([6, 0, 0, 0, 18, 1, 0, 0, 0, 0xFF], .notText),
      ([6, 0, 0, 0, 18, 1, 0, 0, 0, 0], .notText),
      ([8, 0, 0, 0, 18, 3, 0, 0, 0, 0xED, 0xA0, 0x80], .notText),
      ([10, 0, 0, 0, 21, 2, 0, 0, 0, 1, 0, 0, 0, 65], .outOfRange(.pages)),
      ([10, 0, 0, 0, 21, 0, 0, 0, 0, 1, 0, 0, 0, 65], .outOfRange(.pages)),
      ([9, 0, 0, 0, 21, 0, 0, 0, 0, 0, 0, 0, 0], .outOfRange(.part)),
      ([5, 0, 0, 0, 20, 0, 0, 0, 255], .outOfRange(.pageCount)),
      ([3, 0, 0, 0, 24, 200, 0], .outOfRange(.state)),
      ([3, 0, 0, 0, 24, 0, 2], .outOfRange(.flag)),
      ([13, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xF8, 0x7F], .outOfRange(.confidence)),
      ([3, 0, 0, 0, 2, 1, 9], .outOfRange(.steps)),
      ([4, 0, 0, 0, 2, 2, 1, 3], .outOfRange(.steps)),
      ([13, 0, 0, 0, 17, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0], .cutOff),
    ] as [([UInt8], FrameError)])
  func `refuses what is not a frame, and says why`(bytes: [UInt8], error: FrameError) {
    #expect(throws: error) { try frames(in: bytes) }
  }

  @Test func `any damage to a stream is an error or another stream, never a trap`() throws {
    let bytes = Self.events.flatMap { written($0) }
    var random = SystemRandomNumberGenerator()

    for _ in 0..<2_000 {
      var damaged = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        damaged[Int.random(in: 0..<damaged.count, using: &random)] = UInt8.random(in: 0 ... .max, using: &random)
      }
      _ = try? frames(in: damaged, atOnce: .max)
    }
  }

  @Test func `a NUL is written as a replacement character, and an empty part as progress`() throws {
    #expect(try frames(in: written(.title("a\0b\0"))) == [.event(.title("a\u{FFFD}b\u{FFFD}"))])
    #expect(try frames(in: written(.part(TextPart(pages: nil, text: "")))) == [.event(.progress)])
  }

  @Test func `a string longer than a frame is shortened before the character that crosses the limit`() throws {
    let long = String(repeating: "x", count: Frame.maximumString - 1) + "ß"

    let frames = try frames(in: written(.property(Property(key: long, value: long))), atOnce: .max)

    #expect(frames == [.event(.property(Property(key: String(long.dropLast()), value: String(long.dropLast()))))])
  }

  @Test func `large and small frames share a reader, byte by byte or all at once`() throws {
    let events: [ExtractionEvent] = [
      .progress, .part(TextPart(pages: nil, text: String(repeating: "long ", count: 200_000))), .progress,
    ]
    let bytes = events.flatMap { written($0) }

    #expect(try frames(in: bytes, atOnce: 1 << 12) == events.map { .event($0) })
    #expect(try frames(in: bytes, atOnce: .max) == events.map { .event($0) })
  }

  private func written(_ event: ExtractionEvent) -> [UInt8] {
    var writer = FrameWriter()
    writer.append(event)
    return writer.bytes
  }

  private func frames(in bytes: [UInt8], atOnce limit: Int = 7) throws -> [Frame] {
    var reader = FrameReader()
    var frames: [Frame] = []
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = reader.fill { room in
        let chunk = rest.prefix(min(limit, room.count))
        room.copyBytes(from: chunk)
        return chunk.count
      }
      rest = rest.dropFirst(count)
      while let frame = try reader.next() { frames.append(frame) }
    }
    return frames
  }
}
