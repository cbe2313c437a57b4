import Documents

extension Frame {
  /// Reads one body, to its last byte.
  init(body: UnsafeRawBufferPointer) throws(FrameError) {
    var fields = FieldReader(body)
    let number = try fields.number(UInt8.self)
    guard let kind = Kind(rawValue: number) else { throw .unknownKind(number) }
    switch kind {
    case .ready: self = .ready(missing: try Self.strings(&fields))
    case .request: self = .request(try Self.request(&fields))
    default: self = .event(try Self.event(kind, &fields))
    }
    try fields.finish()
  }

  private static func event(_ kind: Kind, _ fields: inout FieldReader) throws(FrameError) -> ExtractionEvent {
    switch kind {
    case .ready, .request: throw .unknownKind(kind.rawValue)
    case .detected: .detected(try detected(&fields))
    case .extractor: .extractor(try extractor(&fields))
    case .title: .title(try fields.string())
    case .heading: .heading(try fields.string())
    case .property: .property(Property(key: try fields.string(), value: try fields.string()))
    case .link: .link(Link(target: try fields.string(), text: try fields.string()))
    case .recognition: .recognition(try recognition(&fields))
    case .pageCount: .pageCount(try pageCount(&fields))
    case .part: .part(try part(&fields, of: .body))
    case .boilerplate: .part(try part(&fields, of: .boilerplate))
    case .progress: .progress
    case .tag: .tag(Tag(type: try fields.string(), key: try fields.string(), value: try fields.string()))
    case .finding: .finding(try Finding(&fields))
    case .finished:
      try finished(&fields) { (state: ItemState, problem: Problem?) in .finished(state, problem) }
    case .member: .member(try member(&fields))
    case .memberBytes: .memberBytes(try fields.restBytes())
    case .memberFinished:
      try finished(&fields) { (state: ItemState, problem: Problem?) in .memberFinished(state, problem) }
    }
  }

  private static func strings(_ fields: inout FieldReader) throws(FrameError) -> [String] {
    var strings: [String] = []
    for _ in 0..<(try fields.count(ofAtLeast: 4)) { strings.append(try fields.string()) }
    return strings
  }

  private static func request(_ fields: inout FieldReader) throws(FrameError) -> ExtractionRequest {
    let steps = try steps(&fields)
    let name = try fields.string()
    let size = try fields.number(Int64.self)
    let detected = try fields.flag() ? try detected(&fields) : nil
    let text = try fields.number(Int64.self)
    let part = try fields.number(Int64.self)
    let members = try members(&fields)
    guard size >= 0, text >= 0, part >= 1, part <= maximumString else { throw .outOfRange(.limits) }
    return ExtractionRequest(
      steps: steps, name: name, size: size, detected: detected,
      limits: ExtractionLimits(text: Int(text), part: Int(part), members: members),
      tagging: try TaggingRequest(&fields), options: try options(&fields))
  }

  private static func options(_ fields: inout FieldReader) throws(FrameError) -> ExtractionOptions {
    let passwords = try strings(&fields)
    let recognition = try fields.flag() ? try recognitionOptions(&fields) : nil
    let server = try fields.flag() ? try hints(&fields) : nil
    return ExtractionOptions(passwords: passwords, recognition: recognition, server: server)
  }

  private static func hints(_ fields: inout FieldReader) throws(FrameError) -> ServerHints {
    let (type, charset, address) = (try fields.string(), try fields.string(), try fields.string())
    return ServerHints(
      mediaType: type.isEmpty ? nil : MediaType(rawValue: type), charset: charset.isEmpty ? nil : charset,
      address: address.isEmpty ? nil : address)
  }

  private static func recognitionOptions(
    _ fields: inout FieldReader
  ) throws(FrameError) -> RecognitionOptions {
    let languages = try strings(&fields)
    let page = try fields.number(Int64.self)
    let document = try fields.number(Int64.self)
    guard page >= 0, document >= 0 else { throw .outOfRange(.limits) }
    return RecognitionOptions(
      languages: languages, pageTime: .milliseconds(page), documentTime: .milliseconds(document))
  }

  private static func recognition(_ fields: inout FieldReader) throws(FrameError) -> Recognition {
    let engine = try fields.string()
    let languages = try strings(&fields)
    let pages = try fields.number(UInt32.self)
    let confidence = Double(bitPattern: try fields.number(UInt64.self))
    guard confidence >= 0, confidence <= 1 else { throw .outOfRange(.confidence) }
    return Recognition(engine: engine, languages: languages, pages: Int(pages), confidence: confidence)
  }

  private static func members(_ fields: inout FieldReader) throws(FrameError) -> MemberLimits {
    let depth = Int(try fields.number(Int64.self))
    let count = Int(try fields.number(Int64.self))
    let ratio = Int(try fields.number(Int64.self))
    var limits = MemberLimits(
      depth: depth, count: count, total: try fields.number(Int64.self), each: try fields.number(Int64.self),
      ratio: ratio)
    limits.isInProportion = try fields.number(UInt8.self) != 0
    guard depth >= 0, count >= 0, ratio >= 0, limits.total >= 0, limits.each >= 0 else { throw .outOfRange(.limits) }
    return limits
  }

  private static func steps(_ fields: inout FieldReader) throws(FrameError) -> [ExtractionRequest.Step] {
    var steps: [ExtractionRequest.Step] = []
    for _ in 0..<(try fields.number(UInt8.self)) {
      let number = try fields.number(UInt8.self)
      guard let step = ExtractionRequest.Step(rawValue: number), steps.last.map({ $0.rawValue + 1 == number }) ?? true
      else { throw .outOfRange(.steps) }
      steps.append(step)
    }
    guard !steps.isEmpty else { throw .outOfRange(.steps) }
    return steps
  }

  private static func detected(_ fields: inout FieldReader) throws(FrameError) -> Detected {
    let type = MediaType(rawValue: try fields.string())
    let confidence = Double(bitPattern: try fields.number(UInt64.self))
    guard confidence >= 0, confidence <= 1 else { throw .outOfRange(.confidence) }
    return Detected(mediaType: type, confidence: confidence)
  }

  private static func extractor(_ fields: inout FieldReader) throws(FrameError) -> ExtractorVersion {
    let name = try fields.string()
    let version = Int(try fields.number(Int64.self))
    var libraries: [String: String] = [:]
    for _ in 0..<(try fields.count(ofAtLeast: 8)) { libraries[try fields.string()] = try fields.string() }
    return ExtractorVersion(name: name, version: version, libraries: libraries)
  }

  private static func pageCount(_ fields: inout FieldReader) throws(FrameError) -> Int {
    let count = try fields.number(UInt32.self)
    guard count <= Int32.max else { throw .outOfRange(.pageCount) }
    return Int(count)
  }

  /// No pages are written as 0 and 0; pages are counted from 1.
  private static func part(_ fields: inout FieldReader, of zone: TextZone) throws(FrameError) -> TextPart {
    let first = Int(try fields.number(UInt32.self))
    let last = Int(try fields.number(UInt32.self))
    guard (first == 0 && last == 0) || (1...Int(Int32.max)).contains(first) && (first...Int(Int32.max)).contains(last)
    else { throw .outOfRange(.pages) }
    let text = try fields.rest()
    guard !text.isEmpty else { throw .outOfRange(.part) }
    return TextPart(pages: first == 0 ? nil : first...last, zone: zone, text: text)
  }

  private static func member(_ fields: inout FieldReader) throws(FrameError) -> Member {
    let isDated = try fields.flag()
    let modified = try fields.number(Int64.self)
    return Member(path: try fields.restBytes(), modified: isDated ? modified : nil)
  }

  private static func finished(
    _ fields: inout FieldReader, _ event: (ItemState, Problem?) -> ExtractionEvent
  ) throws(FrameError) -> ExtractionEvent {
    let number = Int(try fields.number(UInt8.self))
    guard states.indices.contains(number) else { throw .outOfRange(.state) }
    guard try fields.flag() else { return event(states[number], nil) }
    return event(states[number], Problem(code: try fields.string(), message: try fields.string()))
  }
}
