import Documents
import Foundation
import Pipeline
import Testing

/// Text in pictures. Needs Tesseract with English, which `make setup` installs.
@Suite(.timeLimit(.minutes(2)))
struct RecognitionTests {
  private static let letter =
    "The keeper of Fastnet Rock wrote\nthat the fog bell had cracked\nin the great frost of 1895.\n"

  @Test func `the text of a picture is recognised, and how sure it is`() throws {
    let found = try recording("letter.png", "image/png", RecognitionOptions())

    #expect(found.text == Self.letter)
    let recognition = try #require(found.recognitions.first)
    #expect(found.recognitions.count == 1)
    #expect(recognition.engine.hasPrefix("tesseract "))
    #expect(recognition.languages == ["eng"])
    #expect(recognition.pages == 1)
    #expect((0.7...1).contains(recognition.confidence))
    #expect(found.state == .stored)
  }

  @Test func `a picture that lies otherwise than it is to be seen is turned as it says`() throws {
    #expect(try recording("mirrored-letter.png", "image/png", RecognitionOptions()).text == Self.letter)
  }

  @Test func `every sheet of a TIFF is a page`() throws {
    let found = try recording("two-sheets.tiff", "image/tiff", RecognitionOptions())

    #expect(found.parts.map(\.pages) == [1...1, 2...2])
    #expect(found.text == "First sheet: the oil is nearly spent.\nSecond sheet: the relief boat came.\n")
  }

  @Test func `a page of a PDF that is a picture is recognised, and one with text is read as it stands`() throws {
    let found = try recording("letter-with-cover.pdf", "application/pdf", RecognitionOptions())

    #expect(found.parts.map(\.pages) == [1...1, 2...2])
    #expect(found.parts.last?.text == Self.letter)
    #expect(found.recognitions.map(\.pages) == [1])
  }

  @Test func `a scan that was given a page number is recognised all the same, and nothing is text twice`() throws {
    let found = try scan(drawing: "q 400 0 0 133 0 7 cm /I1 Do Q BT /F1 6 Tf 392 1 Td (4) Tj ET")

    let page = try #require(found.parts.last)
    #expect(page.pages == 2...2)
    #expect(page.text.contains("The keeper of Fastnet Rock wrote"))
    #expect(page.text.split(separator: "Fastnet").count == 2)
    #expect(page.text.contains("4"))
  }

  @Test(arguments: [
    ("-400 0 0 -133 400 140", "400 140"), ("0 400 -133 0 140 0", "140 400"), ("0 -400 133 0 7 400", "140 400"),
  ])
  func `a scan that lies on its head or on a side is read all the same`(matrix: String, size: String) throws {
    let page = try #require(scan(drawing: "q \(matrix) cm /I1 Do Q", on: size).parts.last)

    #expect(page.text.split(whereSeparator: \.isWhitespace) == Self.letter.split(whereSeparator: \.isWhitespace))
  }

  /// The letter's scan with another second page, on which it is `I1`.
  private func scan(drawing content: String, on size: String = "400 140") throws -> Recording {
    var scan = try Array(Data(contentsOf: Expectation.folder.appending(path: "scans/letter-with-cover.pdf")))
    // The last of several objects with one number counts, in a file whose cross-reference table has to be made anew.
    scan += Array(
      """

      12 0 obj
      <</Length \(content.utf8.count)>>
      stream
      \(content)
      endstream
      endobj
      10 0 obj
      <</XObject <</I1 7 0 R>> /Font <</F1 8 0 R>>>>
      endobj
      5 0 obj
      <</Type /Page /Parent 1 0 R /MediaBox [0 0 \(size)] /Contents 12 0 R /Resources 10 0 R>>
      endobj
      startxref
      0
      %%EOF

      """.utf8)
    return try Recording(
      of: scan, as: "application/pdf", options: ExtractionOptions(recognition: RecognitionOptions()), recognises: true)
  }

  @Test func `nothing is recognised where that is not wanted`() throws {
    #expect(try recording("letter.png", "image/png", nil).code == "no_text")
    let document = try recording("letter-with-cover.pdf", "application/pdf", nil)
    #expect(document.parts.map(\.pages) == [1...1])
    #expect(document.recognitions.isEmpty)
  }

  @Test func `a language without a model is named, and a document with other text is none the worse`() throws {
    let options = RecognitionOptions(languages: ["eng", "tlh_none"])

    let picture = try recording("letter.png", "image/png", options)
    let document = try recording("letter-with-cover.pdf", "application/pdf", options)

    #expect(picture.code == "ocr_unavailable")
    #expect(picture.message?.contains("tlh_none") == true)
    #expect(document.state == .stored)
  }

  @Test func `a machine without Tesseract says so`() throws {
    let found = try recording("letter.png", "image/png", RecognitionOptions(), recognises: false)

    #expect(found.state == .empty)
    #expect(found.code == "ocr_unavailable")
  }

  @Test func `when the time is over, the pages that were left out make the document truncated`() throws {
    let found = try recording("two-sheets.tiff", "image/tiff", RecognitionOptions(documentTime: .zero))

    #expect(found.state == .truncated)
    #expect(found.code == "ocr_time")
    #expect(found.message?.contains("2 pages") == true)
  }

  @Test func `a picture that claims more pixels than are decoded is too large, before anything is decoded`() throws {
    // A PNG's header alone: 60,000 by 60,000 pixels of four bytes each.
    var png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
    png += [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, 8, 6, 0, 0, 0, 0, 0, 0, 0]
    png += [UInt8](repeating: 0, count: 64)

    let found = try Recording(
      of: png, as: "image/png", options: ExtractionOptions(recognition: RecognitionOptions()), recognises: true)

    #expect(found.state == .tooLarge)
    #expect(found.code == "too_many_pixels")
  }

  private func recording(
    _ name: String, _ type: MediaType, _ options: RecognitionOptions?, recognises: Bool = true
  ) throws -> Recording {
    let content = try Data(contentsOf: Expectation.folder.appending(path: "scans/\(name)"))
    return try Recording(
      of: content, as: type, options: ExtractionOptions(recognition: options), recognises: recognises)
  }
}
