import CTesseract
import Glibc

/// Tesseract with the models of some languages loaded: turns a picture of text into text.
///
/// The models are read from Tesseract's own folder when this is made, tens of megabytes, so an engine is kept for many
/// pictures. It holds the state of one picture at a time: every call is `mutating`, and exclusive access is what makes
/// the unchecked `Sendable` true.
package struct TesseractEngine: ~Copyable, @unchecked Sendable {
  private let library: sl_tesseract
  private let handle: UnsafeMutableRawPointer

  /// Loads the models of `languages`, which are named as Tesseract does: `eng`, `chi_sim`.
  ///
  /// - Throws: `missingLanguages` with those of which there is no model.
  package init(_ library: TesseractLibrary, languages: [String]) throws(TesseractError) {
    guard let handle = library.tesseract.create?() else { throw .missingLanguages(languages) }
    let began = library.tesseract.begin?(handle, nil, languages.joined(separator: "+")) == 0
    let loaded = began ? Self.loadedLanguages(library.tesseract, handle) : []
    let missing = languages.filter { !loaded.contains($0) }
    guard began, missing.isEmpty else {
      library.tesseract.destroy?(handle)
      throw .missingLanguages(missing)
    }
    self.library = library.tesseract
    self.handle = handle
    // Automatic page segmentation (PSM_AUTO); the interface's own default takes a page for one block.
    library.tesseract.set_segmentation?(handle, 3)
  }

  deinit { library.destroy?(handle) }

  /// A picture in grey, a byte a pixel, rows from the top: `rowLength` bytes from one to the next.
  package struct GreyPixels {
    let bytes: UnsafeRawBufferPointer
    let width, height, rowLength: Int

    package init(_ bytes: UnsafeRawBufferPointer, width: Int, height: Int, rowLength: Int) {
      (self.bytes, self.width, self.height, self.rowLength) = (bytes, width, height, rowLength)
    }

    /// Half a turn, without what lies between rows.
    func upsideDown() -> [UInt8] {
      [UInt8](unsafeUninitializedCapacity: width * height) { room, count in
        for row in 0..<height {
          let (from, to) = (row * rowLength, (height - row) * width - 1)
          for column in 0..<width { room[to - column] = bytes[from + column] }
        }
        count = width * height
      }
    }
  }

  /// Recognises a picture, as it is or upside down.
  package mutating func recognise(
    _ pixels: GreyPixels, isUpsideDown: Bool, resolution: Double, within time: Duration
  ) -> RecognisedText {
    if isUpsideDown {
      pixels.upsideDown().withUnsafeBytes { set($0, pixels, rowLength: pixels.width) }
    } else {
      set(pixels.bytes, pixels, rowLength: pixels.rowLength)
    }
    return recognise(resolution: resolution, within: time)
  }

  /// Tesseract takes a copy.
  private mutating func set(_ bytes: UnsafeRawBufferPointer, _ size: GreyPixels, rowLength: Int) {
    library.set_pixels?(
      handle, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), Int32(clamping: size.width),
      Int32(clamping: size.height), 1, Int32(clamping: rowLength))
  }

  /// Recognises a picture that Leptonica has decoded.
  package mutating func recognise(_ picture: borrowing LeptonicaPicture, within time: Duration) -> RecognisedText {
    library.set_picture?(handle, picture.handle)
    return recognise(resolution: picture.resolution, within: time)
  }

  private mutating func recognise(resolution: Double, within time: Duration) -> RecognisedText {
    defer { library.clear?(handle) }
    library.set_resolution?(handle, Int32(resolution))
    guard let monitor = library.monitor?() else { return RecognisedText(words: [], isComplete: false) }
    defer { library.destroy_monitor?(monitor) }
    let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
    library.set_deadline?(monitor, Int32(clamping: max(1, milliseconds)))
    let start = ContinuousClock.now
    let outcome = library.recognise?(handle, monitor)
    // After its deadline Tesseract ends as if it had read everything.
    let isComplete = outcome == 0 && ContinuousClock.now - start < time
    return RecognisedText(text: text(), confidences: confidences(), isComplete: isComplete)
  }

  private mutating func text() -> String {
    guard let text = library.text?(handle) else { return "" }
    defer { library.free_text?(text) }
    return String(cString: text)
  }

  /// 0 to 100 a word, in the order of the text.
  private mutating func confidences() -> [Int] {
    guard let numbers = library.confidences?(handle) else { return [] }
    defer { library.free_numbers?(numbers) }
    var confidences: [Int] = []
    while numbers[confidences.count] >= 0 { confidences.append(Int(numbers[confidences.count])) }
    return confidences
  }

  private static func loadedLanguages(_ library: sl_tesseract, _ handle: UnsafeMutableRawPointer) -> [String] {
    guard let names = library.loaded_languages?(handle) else { return [] }
    defer { library.free_strings?(names) }
    var languages: [String] = []
    while let name = names[languages.count] { languages.append(String(cString: name)) }
    return languages
  }
}
