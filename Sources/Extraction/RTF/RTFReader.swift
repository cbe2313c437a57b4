import Pipeline

/// Reads an RTF document token by token (Rich Text Format Specification 1.9.1): text, tables, headings, notes, text boxes,
/// properties. Pictures, objects and tables of formats are passed over.
struct RTFReader<Sink: ExtractionSink>: ~Copyable {
  /// Groups that may be open at once.
  private static var deepest: Int { 4_096 }
  /// Bytes that are decoded at a time.
  private static var piece: Int { 64 << 10 }

  private struct State {
    var destination = RTFDestination.body
    /// What the container that is open stands in.
    var outer = RTFDestination.body
    var font: Int?
    /// Characters that stand for one of Unicode's, for readers that do not know it.
    var replacements = 1
    var isAside = false
    /// Whether `\*` was read: what follows may be passed over by those who do not know it.
    var isOptional = false
    var hasBegun = false
  }

  private let writer: FlowWriter<Sink>
  private let decoders: CharacterDecoders
  private(set) var title: String?
  private var scanner: RTFScanner
  private var state = State()
  private var stack: [State] = []
  private var fonts = RTFFonts()
  private var defaultFont = 0
  /// Bytes that wait to be decoded, since a character may be two of them.
  private var raw: [UInt8] = []
  /// Characters still to be passed over after one of Unicode's.
  private var passed = 0
  private var high: UInt16?
  private var headingStyles: [Int: Int] = [:]
  private var style: Int?
  private var paragraphStyle: Int?
  private var outlineLevel: Int?
  private var isHeading = false
  private var collected: [UInt8] = []
  private var moment = RTFMoment()

  init(_ bytes: UnsafeRawBufferPointer, _ writer: FlowWriter<Sink>, decoders: CharacterDecoders) {
    scanner = RTFScanner(bytes)
    self.writer = writer
    self.decoders = decoders
  }

  /// Reads to the end, or until nobody wants more. Returns why it stopped before the end; nil when it did not.
  mutating func read() throws(SinkClosed) -> String? {
    var nextReport = 4 << 20
    while let token = scanner.next(), !writer.isFull {
      switch token {
      case .open:
        guard stack.count < Self.deepest else { return "groups are nested too deeply" }
        try settle()
        stack.append(state)
        state.hasBegun = false
        state.isOptional = false
      case .close: try closeGroup()
      case .word(let word, let number): try control(word, number)
      case .symbol(let symbol): try show(symbol)
      case .byte(let byte): take(byte)
      case .text(let range): try take(range)
      }
      if scanner.position > nextReport {
        nextReport += 4 << 20
        try writer.output.emit(.progress)
      }
    }
    try settle()
    try endParagraph()
    try writer.endStretch()
    return nil
  }

  // MARK: - Groups

  private mutating func closeGroup() throws(SinkClosed) {
    try settle()
    passed = 0
    guard let outer = stack.popLast() else { return }
    if state.destination != outer.destination { try finish(state.destination) }
    if state.isAside, !outer.isAside {
      try endParagraph()
      writer.endAside()
    }
    state = outer
  }

  private mutating func finish(_ destination: RTFDestination) throws(SinkClosed) {
    let text = String(decoding: collected, as: UTF8.self)
    switch destination {
    case .property("title"): title = title ?? DeclaredTitle.accepted(text)
    // The generator's name ends with a semicolon.
    case .property(let key): try writer.output.property(key, text.last == ";" ? String(text.dropLast()) : text)
    case .moment(let key): if let written = moment.text { try writer.output.property(key, written) }
    case .instruction: try report(instruction: text)
    case .body, .skipped, .container, .fonts, .styles: return
    }
    collected = []
    moment = RTFMoment()
  }

  private mutating func report(instruction: String) throws(SinkClosed) {
    for piece in instruction.split(separator: "\"") where piece.contains("://") {
      try writer.output.link(to: String(piece), "")
    }
  }

  // MARK: - Control words

  private mutating func control(_ word: String, _ number: Int?) throws(SinkClosed) {
    if word == "u" { return try show(unicode: number ?? 0) }
    try settle()
    if !state.hasBegun {
      state.hasBegun = true
      if beginDestination(word) { return }
    }
    switch state.destination {
    case .fonts: fonts.read(word, number)
    case .styles: if word == "s" { style = number }
    case .moment: moment.read(word, number)
    case .body: try format(word, number)
    case .skipped, .container, .instruction, .property: break
    }
    if word == "uc" { state.replacements = min(max(number ?? 1, 0), 16) }
    if word == "f" { state.font = number }
  }

  /// The first word of a group may say what the group is for. Whether it did.
  private mutating func beginDestination(_ word: String) -> Bool {
    guard state.destination != .skipped else { return true }
    if RTFDestination.results.contains(word) {
      if state.destination == .container { state.destination = state.outer }
      if word == "shptxt" || word == "dptxbxtext" { writer.gap(.paragraph) }
      return true
    }
    if RTFDestination.asides.contains(word) {
      if !state.isAside { writer.beginAside() }
      state.isAside = true
      return true
    }
    if let destination = RTFDestination.words[word] {
      if destination == .container, state.destination != .container { state.outer = state.destination }
      state.destination = destination
      return true
    }
    if state.isOptional { state.destination = .skipped }
    return state.isOptional
  }

  private mutating func format(_ word: String, _ number: Int?) throws(SinkClosed) {
    switch word {
    case "par", "sect", "page":
      try endParagraph()
      writer.lineBreak()
    case "line", "row", "nestrow", "column": writer.gap(.line)
    case "tab": writer.gap(.tab)
    case "cell", "nestcell":
      try endParagraph()
      writer.gap(.tab)
    case "pard": (paragraphStyle, outlineLevel) = (nil, nil)
    case "s": paragraphStyle = number
    case "outlinelevel": outlineLevel = number
    case "plain": state.font = nil
    case "deff": defaultFont = number ?? 0
    default:
      if let text = RTFDestination.characters[word] { try show(text) } else { _ = fonts.declare(word, number) }
    }
  }

  // MARK: - Characters

  private mutating func show(_ symbol: UInt8) throws(SinkClosed) {
    switch symbol {
    case UInt8(ascii: "*"): state.isOptional = true
    case UInt8(ascii: "~"): take(UInt8(ascii: " "))
    case UInt8(ascii: "_"): take(UInt8(ascii: "-"))
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): take(symbol)
    case 0x0A, 0x0D:
      try settle()
      if state.destination == .body { try format("par", nil) }
    default: break
    }
  }

  private mutating func take(_ byte: UInt8) {
    state.hasBegun = true
    if passed > 0 {
      passed -= 1
    } else if state.destination != .skipped, state.destination != .container {
      raw.append(byte)
    }
  }

  /// In pieces: a text without one control word may be as long as the document.
  private mutating func take(_ range: Range<Int>) throws(SinkClosed) {
    state.hasBegun = true
    let count = min(passed, range.count)
    passed -= count
    guard state.destination != .skipped, state.destination != .container else { return }
    var rest = scanner.bytes(range).dropFirst(count)
    while !rest.isEmpty, !writer.isFull {
      raw.append(contentsOf: rest.prefix(Self.piece))
      rest = rest.dropFirst(Self.piece)
      if !rest.isEmpty { try settle() }
    }
  }

  private mutating func show(unicode number: Int) throws(SinkClosed) {
    try settle()
    state.hasBegun = true
    passed = state.replacements
    let unit = UInt16(truncatingIfNeeded: number)
    if UTF16.isLeadSurrogate(unit) {
      high = unit
      return
    }
    var units = [unit]
    if UTF16.isTrailSurrogate(unit), let high { units = [high, unit] }
    high = nil
    // Symbol fonts put their characters into the private area: nobody can say what they look like.
    guard !(0xF000...0xF0FF).contains(unit) else { return }
    try show(String(decoding: units, as: UTF16.self))
  }

  private mutating func show(_ text: String) throws(SinkClosed) { try show(Array(text.utf8)) }

  /// Decodes what was gathered.
  private mutating func settle() throws(SinkClosed) {
    guard !raw.isEmpty else { return }
    defer { raw.removeAll(keepingCapacity: true) }
    guard raw.contains(where: { $0 >= 0x80 }) else { return try show(raw) }
    var text: [UInt8] = []
    let encoding = fonts.encoding(of: state.font ?? defaultFont)
    raw.withUnsafeBytes { decoders.decode($0, from: encoding) { text.append(contentsOf: $0) } }
    try show(text)
  }

  private mutating func show(_ text: [UInt8]) throws(SinkClosed) {
    switch state.destination {
    case .body:
      try beginParagraph()
      try text.withUnsafeBufferPointer { (bytes) throws(SinkClosed) in try writer.text(bytes) }
    case .styles: nameStyle(String(decoding: text, as: UTF8.self))
    case .property, .instruction: if collected.count < 64 << 10 { collected += text }
    case .skipped, .container, .fonts, .moment: break
    }
  }

  // MARK: - Paragraphs

  private mutating func nameStyle(_ name: String) {
    let name = name.lowercased()
    guard let style, headingStyles.count < 1_000 else { return }
    if name.hasPrefix("heading "), let level = Int(name.dropFirst(8).prefix { $0.isNumber }) {
      headingStyles[style] = level
    } else if name.hasPrefix("title;") {
      headingStyles[style] = 0
    }
    self.style = nil
  }

  private mutating func beginParagraph() throws(SinkClosed) {
    guard !isHeading, !state.isAside else { return }
    let isStyled = paragraphStyle.flatMap { headingStyles[$0] } != nil
    guard isStyled || outlineLevel.map({ $0 < 9 }) ?? false else { return }
    isHeading = true
    writer.gap(.paragraph)
    writer.beginHeading()
  }

  private mutating func endParagraph() throws(SinkClosed) {
    guard isHeading, !state.isAside else { return }
    isHeading = false
    let heading = try writer.endHeading()
    if title == nil, !heading.isEmpty, paragraphStyle.flatMap({ headingStyles[$0] }) ?? 2 <= 1 { title = heading }
    writer.gap(.paragraph)
  }
}

/// A moment in the parts that RTF gives it in.
private struct RTFMoment {
  private var parts: [String: Int] = [:]

  mutating func read(_ word: String, _ number: Int?) { if let number, parts.count < 16 { parts[word] = number } }

  /// `2007-11-05T14:30`; nil without a year, and when a part is no such thing. What is left out is the first.
  var text: String? {
    guard let year = part("yr", in: 1...9_999), let month = part("mo", in: 1...12, or: 1),
      let day = part("dy", in: 1...31, or: 1), let hour = part("hr", in: 0...23, or: 0),
      let minute = part("min", in: 0...59, or: 0)
    else { return nil }
    return "\(year.padded(4))-\(month.padded(2))-\(day.padded(2))T\(hour.padded(2)):\(minute.padded(2))"
  }

  private func part(_ word: String, in range: ClosedRange<Int>, or usual: Int? = nil) -> Int? {
    guard let number = parts[word] ?? usual, range.contains(number) else { return nil }
    return number
  }
}
