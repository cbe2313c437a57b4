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
      let pixels = TesseractEngine.GreyPixels(
        page.pixels, width: page.width, height: page.height, rowLength: page.rowLength)
      return Self.read(within: time) { isUpsideDown, time in
        engine.recognise(pixels, isUpsideDown: isUpsideDown, resolution: page.resolution, within: time)
      }
    }
  }

  /// The text of a picture, likewise, once it is turned as its `orientation` says (1 to 8, EXIF).
  mutating func text(of picture: borrowing LeptonicaPicture, orientation: Int = 1) -> [UInt8]? {
    let factor = (Double(RecognitionLimits.pixels) / Double(max(1, picture.size.pixels))).squareRoot()
    guard factor < 1 else { return text(in: picture, orientation) }
    guard let smaller = picture.scaled(by: factor) else { return nil }
    return text(in: smaller, orientation)
  }

  private mutating func text(in picture: borrowing LeptonicaPicture, _ orientation: Int) -> [UInt8]? {
    let (quarters, isMirrored) = Self.turns(orientation)
    guard quarters > 0 || isMirrored, let upright = picture.turned(quarters, isMirrored: isMirrored) else {
      return text(as: picture)
    }
    return text(as: upright)
  }

  private mutating func text(as picture: borrowing LeptonicaPicture) -> [UInt8]? {
    attempt { engine, time in
      Self.read(within: time) { isUpsideDown, time in
        guard isUpsideDown else { return engine.recognise(picture, within: time) }
        guard let turned = picture.turned(2, isMirrored: false) else { return .none }
        return engine.recognise(turned, within: time)
      }
    }
  }

  /// What makes a picture stand as its orientation says (EXIF 2.32, 4.6.4): quarters of a turn, clockwise, once it was mirrored or not.
  private static func turns(_ orientation: Int) -> (quarters: Int, isMirrored: Bool) {
    switch orientation {
    case 2: (0, true)
    case 3: (2, false)
    case 4: (2, true)
    case 5: (3, true)
    case 6: (1, false)
    case 7: (1, true)
    case 8: (3, false)
    default: (0, false)
    }
  }

  /// Reads as it stands, and upside down as well where that makes words nobody can be sure of. Lines that run up or down Tesseract turns itself,
  /// though half of them upside down.
  private static func read(
    within time: Duration, _ body: (_ isUpsideDown: Bool, Duration) -> RecognisedText
  ) -> RecognisedText {
    let start = ContinuousClock.now
    let upright = body(false, time)
    let left = time - (ContinuousClock.now - start)
    guard upright.isComplete, left > .zero, upright.words.count >= RecognitionLimits.leastTurnedWords,
      upright.confidence < RecognitionLimits.doubtfulConfidence
    else { return upright }
    let turned = body(true, left)
    return turned.isComplete && turned.confidence > upright.confidence ? turned : upright
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
    guard !found.words.isEmpty, found.confidence >= RecognitionLimits.leastConfidence else { return nil }
    pages += 1
    words += found.words.count
    confidence += found.confidence * Double(found.words.count)
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
