import Documents
import Pipeline
import Poppler

/// Reads the pages of one document, one after another.
struct PageReading {
  private var running: RunningLines
  private let isMarked: Bool
  private var recognition: DocumentRecognition
  private var labels = PageLabels()

  init(outline: [String], isMarked: Bool, recognition: DocumentRecognition) {
    running = RunningLines(outline: outline)
    self.isMarked = isMarked
    self.recognition = recognition
  }

  mutating func read<Sink: ExtractionSink>(
    _ document: inout PDFDocument, count: Int, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    for index in 0..<count where !output.isFull {
      labels.add(document.label(ofPage: index), page: index + 1)
      let text = text(of: &document, page: index)
      guard text.contains(where: { $0 > 0x20 }) else {
        try recognise(&document, page: index, into: output)
        continue
      }
      try Self.write(text, page: index + 1, into: output)
    }
  }

  /// Reports what is known of all pages; returns why some of them could not be read.
  mutating func finish<Sink: ExtractionSink>(
    into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    for range in labels.ranges { try output.property("page_labels", range) }
    return try recognition.finish(into: output)
  }

  private mutating func text(of document: inout PDFDocument, page index: Int) -> [UInt8] {
    guard let page = document.page(index) else { return [] }
    let lines = PageLine.lines(of: page, marked: isMarked)
    var text = PageComposer.text(of: running.removing(from: lines, page: index + 1))
    var normaliser = TextNormaliser()
    for var note in page.notes() {
      note.withUTF8 { normaliser.append($0, to: &text) }
      text.append(UInt8(ascii: "\n"))
    }
    return text
  }

  /// A page ends its last line: the first word of the next is another word.
  private static func write<Sink: ExtractionSink>(
    _ text: [UInt8], page number: Int, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    let pages = number...number
    try text.withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text, pages: pages) }
    try output.flush(pages: pages)
  }

  /// Reads a page without text from its picture, if it has one and if that is wanted.
  private mutating func recognise<Sink: ExtractionSink>(
    _ document: inout PDFDocument, page index: Int, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    // Rules and logos are no scan; and nothing is decoded to find that out.
    guard recognition.isWanted, document.pictureShare(ofPage: index) >= 0.1 else { return try output.emit(.progress) }
    let text = recognition.text {
      document.draw(page: index, resolution: RecognitionLimits.resolution, pixels: RecognitionLimits.pixels)
    }
    guard let text, text.contains(where: { $0 > 0x20 }) else { return try output.emit(.progress) }
    try Self.write(text, page: index + 1, into: output)
  }
}
