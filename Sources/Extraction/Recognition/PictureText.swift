import Documents
import Glibc
import Pipeline
import Tesseract

/// The text that stands in a picture: a part for each page, of which only a TIFF has several.
enum PictureText {
  /// Those that Leptonica decodes.
  private static let types: Set<MediaType> = [
    "image/png", "image/jpeg", "image/tiff", "image/bmp", "image/x-ms-bmp", "image/gif", "image/webp",
    "image/x-portable-anymap", "image/x-portable-bitmap", "image/x-portable-greymap", "image/x-portable-pixmap",
  ]

  /// Recognises and writes it; nothing where that is not wanted, or where the picture is of a kind that is not decoded.
  ///
  /// `orientation` is how the picture says that it is to be turned (1 to 8, EXIF); a TIFF is turned when it is decoded.
  ///
  /// - Returns: nil when all of it was read, else why not.
  static func read<Sink: ExtractionSink>(
    _ source: SourceDocument, orientation: Int?, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    var recognition = source.recognition
    guard recognition.isWanted, types.contains(source.type) else { return nil }
    guard let library = recognition.pictures else {
      return output.hasText ? nil : .recognitionUnavailable(Recogniser.notInstalled)
    }
    let problem =
      source.type == "image/tiff"
      ? try readPages(of: source.bytes, library, &recognition, into: output)
      : try readPicture(source.bytes, orientation ?? 1, library, &recognition, into: output)
    let unread = try recognition.finish(into: output)
    return problem ?? unread
  }

  private static func readPicture<Sink: ExtractionSink>(
    _ bytes: UnsafeRawBufferPointer, _ orientation: Int, _ library: TesseractLibrary,
    _ recognition: inout DocumentRecognition, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    guard let size = LeptonicaPicture.size(of: bytes, library) else { return .corrupt("it has no header of a picture") }
    guard size.pixels <= RecognitionLimits.decodedPixels else {
      return .tooManyPixels(limit: RecognitionLimits.decodedPixels)
    }
    errno = 0
    guard let picture = LeptonicaPicture(bytes, library) else { return undecoded() }
    if let text = recognition.text(of: picture, orientation: orientation) {
      try write(text, page: nil, into: output)
    }
    return nil
  }

  private static func readPages<Sink: ExtractionSink>(
    of bytes: UnsafeRawBufferPointer, _ library: TesseractLibrary, _ recognition: inout DocumentRecognition,
    into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    var offset = 0
    for page in 0..<RecognitionLimits.pages where !output.isFull {
      guard let size = LeptonicaPicture.size(of: bytes, page: page, library) else {
        guard page == 0 else { break }
        return .corrupt("it has no header of a picture")
      }
      guard size.pixels <= RecognitionLimits.decodedPixels else {
        return .tooManyPixels(limit: RecognitionLimits.decodedPixels)
      }
      errno = 0
      guard let picture = LeptonicaPicture(page: &offset, of: bytes, library) else {
        return page == 0 ? undecoded() : .interrupted("page \(page + 1) cannot be decoded")
      }
      if let text = recognition.text(of: picture) {
        try write(text, page: page + 1, into: output)
      } else {
        try output.emit(.progress)
      }
      guard offset != 0 else { break }
    }
    return nil
  }

  /// Why a picture was not decoded: Leptonica only says that it was not.
  private static func undecoded() -> ExtractionError {
    errno == ENOMEM ? .outOfMemory : .corrupt("the picture cannot be decoded")
  }

  private static func write<Sink: ExtractionSink>(
    _ text: [UInt8], page: Int?, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    let pages = page.map { $0...$0 }
    try text.withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text, pages: pages) }
    try output.flush(pages: pages)
  }
}
