import Documents
import Pipeline
import Poppler
import Tesseract

/// Text recognition for one document: keeps to its time, and to what is known of how sure the words are.
struct DocumentRecognition {
  private let recogniser: Recogniser
  private let options: RecognitionOptions?
  private var spent = Duration.zero
  private var pages = 0
  private var words = 0
  private var confidence = 0.0
  /// Pages that were left out for want of time, and why none can be read, if none can.
  private var unread = 0
  private var obstacle: String?

  init(_ recogniser: Recogniser, _ options: RecognitionOptions?) {
    self.recogniser = recogniser
    self.options = options
  }

  /// Whether pictures are to be read at all.
  var isWanted: Bool { options != nil }

  /// Leptonica, where pictures are to be read and it is there.
  var pictures: TesseractLibrary? { isWanted ? recogniser.pictures : nil }

  /// The text of a drawn page; nil where there is none, or where it cannot be had: `finish` tells then.
  mutating func text(drawing: () -> PDFPicture?) -> [UInt8]? {
    attempt { engine, time in
      guard let page = drawing() else { return nil }
      return engine.recognise(
        pixels: page.pixels, width: page.width, height: page.height, rowLength: page.rowLength,
        resolution: page.resolution, within: time)
    }
  }

  /// The text of a picture, likewise.
  mutating func text(of picture: borrowing LeptonicaPicture) -> [UInt8]? {
    let factor = (Double(RecognitionLimits.pixels) / Double(max(1, picture.size.pixels))).squareRoot()
    if factor < 1 {
      guard let smaller = picture.scaled(by: factor) else { return nil }
      return attempt { engine, time in engine.recognise(smaller, within: time) }
    }
    return attempt { engine, time in engine.recognise(picture, within: time) }
  }

  /// Reports what was done; returns why not all could be.
  func finish<Sink: ExtractionSink>(into output: DocumentWriter<Sink>) throws(SinkClosed) -> ExtractionError? {
    if let options, pages > 0 {
      let sureness = words > 0 ? confidence / Double(words) : 0
      try output.emit(
        .recognition(
          Recognition(
            engine: recogniser.name, languages: options.languages, pages: pages, confidence: sureness)))
    }
    if unread > 0 { return .recognitionTime(pages: unread) }
    guard let obstacle else { return nil }
    // A document that has text besides is as it was without text recognition.
    return output.hasText ? nil : .recognitionUnavailable(obstacle)
  }

  private mutating func attempt(_ body: (inout TesseractEngine, Duration) -> RecognisedText?) -> [UInt8]? {
    guard let options else { return nil }
    obstacle = recogniser.obstacle(to: options.languages)
    guard obstacle == nil else { return nil }
    let time = min(options.pageTime, options.documentTime - spent)
    guard time > .zero else {
      unread += 1
      return nil
    }
    let start = ContinuousClock.now
    defer { spent += ContinuousClock.now - start }
    let found = recogniser.recognise { engine in body(&engine, time) ?? .none }
    guard let found else { return nil }
    if !found.isComplete { unread += 1 }
    return accept(found)
  }

  private mutating func accept(_ found: RecognisedText) -> [UInt8]? {
    let total = found.words.reduce(0) { $0 + $1.confidence }
    guard !found.words.isEmpty, total / Double(found.words.count) >= RecognitionLimits.leastConfidence else {
      return nil
    }
    pages += 1
    words += found.words.count
    confidence += total
    var text: [UInt8] = []
    var normaliser = TextNormaliser()
    for word in found.words {
      var piece =
        word.confidence >= RecognitionLimits.leastWordConfidence ? String(word.text + word.gap) : String(word.gap)
      piece.withUTF8 { normaliser.append($0, to: &text) }
    }
    if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
    return text
  }
}
