import Documents
import Pipeline
import Poppler

/// Reads the pages of one document, one after another.
struct PageReading {
  private var running: RunningLines
  private var recognition: DocumentRecognition
  private var labels = PageLabels()
  private var seen = SeenWords()
  private let hasByteMarks: Bool

  /// `creator` is the program the document says it was made with.
  init(outline: [String], creator: String?, recognition: DocumentRecognition) {
    running = RunningLines(outline: outline)
    hasByteMarks = ByteMarks.mayBe(in: creator)
    self.recognition = recognition
  }

  mutating func read<Sink: ExtractionSink>(
    _ document: inout PDFDocument, count: Int, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    for index in 0..<count where !output.isFull {
      labels.add(document.label(ofPage: index), page: index + 1)
      let text = text(of: &document, page: index)
      guard Self.isVisible(text) else {
        try output.emit(.progress)
        continue
      }
      let pages = (index + 1)...(index + 1)
      try text.withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text, pages: pages) }
      try output.flush(pages: pages)
    }
  }

  /// Reports what is known of all pages; returns why some of them could not be read.
  mutating func finish<Sink: ExtractionSink>(
    into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    for range in labels.ranges { try output.property("page_labels", range) }
    return try recognition.finish(into: output)
  }

  /// What stands on a page, set or in a picture, and then what its notes say. Every line is ended, the last one too: the first
  /// word of the next page is another word.
  private mutating func text(of document: inout PDFDocument, page index: Int) -> [UInt8] {
    guard let page = document.page(index) else { return [] }
    let lines = PageLine.lines(of: page, hasByteMarks: hasByteMarks)
    for line in lines { seen.add(line.text) }
    var text = PageComposer.text(of: running.removing(from: lines, page: index + 1), in: seen)
    let letters = Self.letters(in: lines)
    if letters < Self.fewLetters, let recognised = recognise(&document, page: index, hasText: letters > 0) {
      text = Self.joined(set: text, recognised)
    }
    var normaliser = TextNormaliser()
    for var note in page.notes() {
      note.withUTF8 { normaliser.append($0, to: &text) }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// A page with fewer letters than this may be a scan that was given a number or a stamp. A short caption has more.
  private static let fewLetters = 48

  /// Characters of the lines that are not white space.
  private static func letters(in lines: [PageLine]) -> Int {
    lines.reduce(0) { $0 + $1.text.count { $0 > 0x20 } }
  }

  /// What is set on a scan, before what is read in it; but where that says the same, it is enough by itself.
  private static func joined(set text: [UInt8], _ recognised: [UInt8]) -> [UInt8] {
    let known = Set(words(of: recognised))
    return words(of: text).allSatisfy(known.contains) ? recognised : text + recognised
  }

  private static func words(of text: [UInt8]) -> [ArraySlice<UInt8>] { text.split { $0 <= 0x20 } }

  /// The text of a page's picture, if it has one and if that is wanted. On a page that has text as well it must cover half
  /// of the page: smaller ones are illustrations.
  private mutating func recognise(_ document: inout PDFDocument, page index: Int, hasText: Bool) -> [UInt8]? {
    // Rules and logos are no scan; and nothing is decoded to find that out.
    guard recognition.isWanted, document.pictureShare(ofPage: index) >= (hasText ? 0.5 : 0.1) else { return nil }
    return recognition.text {
      document.draw(page: index, resolution: RecognitionLimits.resolution, pixels: RecognitionLimits.pixels)
    }
  }

  private static func isVisible(_ text: [UInt8]) -> Bool { text.contains { $0 > 0x20 } }
}
