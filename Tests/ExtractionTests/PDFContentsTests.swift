import Documents
import Foundation
import Pipeline
import Poppler
import Testing

/// What a PDF holds beside the text of its pages.
@Suite(.timeLimit(.minutes(1)))
struct PDFContentsTests {
  @Test func `notes and fields belong to the text of their page`() throws {
    var pdf = TestPDF(TestPDF.lines([(50, 300, "The form")]), TestPDF.lines([(50, 300, "The back")]))
    pdf.page = "/Annots [10 0 R 11 0 R 12 0 R 13 0 R 14 0 R]"
    pdf.objects = [
      "<< /Type /Annot /Subtype /Text /Rect [10 10 20 20] /Contents (Ask the harbour master) >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Ida Marlow) /Rect [10 40 90 50] >>",
      "<< /Type /Annot /Subtype /Text /F 2 /Rect [10 10 20 20] /Contents (a hidden note) >>",
      "<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 8192 /V (a password field) /Rect [10 40 90 50] >>",
      "<< /Type /Annot /Subtype /Widget /FT /Ch /V [(north) (west)] /Rect [10 40 90 50] >>",
    ]

    let found = try Recording(of: pdf.bytes, as: "application/pdf")

    #expect(
      found.parts.map(\.text) == [
        "The form\nAsk the harbour master\nIda Marlow\nnorth\nwest\n",
        "The back\nAsk the harbour master\nIda Marlow\nnorth\nwest\n",
      ])
  }

  @Test func `a field is read as it is shown, once`() throws {
    var pdf = TestPDF(TestPDF.lines([(50, 300, "The form")]))
    pdf.page = "/Annots [10 0 R]"
    pdf.objects = [
      "<< /Type /Annot /Subtype /Widget /FT /Tx /V (raw) /Rect [50 200 150 220] /AP << /N 11 0 R >> >>",
      TestPDF.stream(
        "BT /F 10 Tf 2 5 Td (As shown) Tj ET",
        "/Type /XObject /Subtype /Form /BBox [0 0 100 20] /Resources << /Font << /F 3 0 R >> >>"),
    ]

    #expect(try Recording(of: pdf.bytes, as: "application/pdf").text == "The form\n\nAs shown\n")
  }

  @Test func `a field that is its own ancestor ends`() throws {
    var pdf = TestPDF(TestPDF.lines([(50, 300, "The form")]))
    pdf.catalog = "/AcroForm << /Fields [10 0 R] >>"
    pdf.page = "/Annots [10 0 R]"
    pdf.objects = ["<< /Type /Annot /Subtype /Widget /Parent 10 0 R /Kids [10 0 R] /Rect [50 200 150 220] >>"]

    #expect(try Recording(of: pdf.bytes, as: "application/pdf").text == "The form\n")
  }

  @Test func `page labels that end in the largest number are told as they are`() throws {
    var pdf = TestPDF(pages: (0..<2).map { TestPDF.lines([(50, 300, "page \($0) of a small book")]) })
    pdf.catalog = "/PageLabels << /Nums [0 << /P (9223372036854775807) >>] >>"

    let labels = try Recording(of: pdf.bytes, as: "application/pdf").properties.filter { $0.hasPrefix("page_labels") }

    #expect(labels == ["page_labels: 1 = 9223372036854775807", "page_labels: 2 = 9223372036854775807"])
  }

  @Test(arguments: ["0 0 100000000 0.001", "0 0 0.001 100000000", "0 0 100000000 100000000"])
  func `a page of any shape is drawn with no more pixels than are allowed`(box: String) throws {
    var pdf = TestPDF("0 0 1 1 re f")
    pdf.mediaBox = box

    try pdf.bytes.withUnsafeBytes { bytes in
      var document = try PDFDocument(content: bytes, passwords: [])
      guard let picture = document.draw(page: 0, resolution: 300, pixels: 1_000_000) else { return }
      // The shorter side is rounded up to whole pixels.
      #expect(picture.width * picture.height <= 2_000_000)
    }
  }

  @Test func `page labels are told in stretches`() throws {
    var pdf = TestPDF(pages: (0..<6).map { TestPDF.lines([(50, 300, "page \($0) of a small book")]) })
    pdf.catalog = "/PageLabels << /Nums [0 << /S /r >> 3 << /S /D /P (A-) >>] >>"

    let labels = try Recording(of: pdf.bytes, as: "application/pdf").properties.filter { $0.hasPrefix("page_labels") }

    #expect(labels == ["page_labels: 1-3 = i-iii", "page_labels: 4-6 = A-1-A-3"])
  }

  @Test func `XMP adds what the document information does not say`() throws {
    var pdf = TestPDF(TestPDF.lines([(50, 300, "A paper")]))
    pdf.information = "/Author (Ida Marlow) /CreationDate (D:20260115120000+01'30') /Station (Skerry)"
    pdf.catalog = "/Metadata 10 0 R /Lang (en-GB)"
    pdf.objects = [
      TestPDF.stream(
        """
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:p="http://prismstandard.org/namespaces/basic/2.0/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">On lamps</rdf:li></rdf:Alt></dc:title>
        <dc:creator><rdf:Seq><rdf:li>Somebody else</rdf:li></rdf:Seq></dc:creator>
        <dc:subject><rdf:Bag><rdf:li>lamp</rdf:li><rdf:li>oil</rdf:li></rdf:Bag></dc:subject>
        <dc:description><rdf:Alt><rdf:li>How they burn</rdf:li></rdf:Alt></dc:description>
        <p:doi>10.1000/182</p:doi>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        """, "/Type /Metadata /Subtype /XML")
    ]

    let found = try Recording(of: pdf.bytes, as: "application/pdf")

    #expect(found.titles == ["On lamps"])
    #expect(
      found.properties == [
        "author: Ida Marlow", "created: 2026-01-15T12:00:00+01:30", "Station: Skerry", "keywords: lamp",
        "keywords: oil",
        "description: How they burn", "doi: 10.1000/182", "language: en-GB", "pdf_version: 1.7",
      ])
  }

  @Test func `a document that asks for a password opens with the one of a list that fits`() throws {
    let content = try Data(contentsOf: Expectation.folder.appending(path: "broken/opens-with-keeper.pdf"))

    let opened = try Recording(
      of: content, as: "application/pdf", options: ExtractionOptions(passwords: ["lamp", "keeper", "oil"]))
    let refused = try Recording(of: content, as: "application/pdf", options: ExtractionOptions(passwords: ["lamp"]))

    #expect(opened.text == "Only for keepers of the light.\n")
    #expect(refused.code == "encrypted")
  }

  /// With a file of 64,000 bytes that hangs on the document, and a small one that hangs on a note.
  private static let withAttachments: TestPDF = {
    var pdf = TestPDF(TestPDF.lines([(50, 300, "See enclosure")]))
    pdf.catalog = "/Names << /EmbeddedFiles << /Names [(a) 10 0 R] >> >>"
    pdf.page = "/Annots [<< /Type /Annot /Subtype /FileAttachment /Rect [1 1 9 9] /FS 12 0 R >>]"
    pdf.objects = [
      "<< /Type /Filespec /F (log.txt) /Desc (The log) /EF << /F 11 0 R >> >>",
      TestPDF.stream(
        String(repeating: "wind south-west\n", count: 4_000), "/Type /EmbeddedFile /Subtype /text#2Fplain"),
      "<< /Type /Filespec /F (note.txt) /EF << /F 13 0 R >> >>",
      TestPDF.stream("a note", "/Type /EmbeddedFile"),
    ]
    return pdf
  }()

  @Test func `attachments are documents of their own, within the limits for what lies inside files`() throws {
    let content = Self.withAttachments.bytes

    let found = try Recording(of: content, as: "application/pdf")
    let bounded = try Recording(
      of: content, as: "application/pdf", limits: ExtractionLimits(members: MemberLimits(each: 1_000)))
    let single = try Recording(
      of: content, as: "application/pdf", limits: ExtractionLimits(members: MemberLimits(count: 1)))

    #expect(found.members.map { $0.prefix(14) } == ["log.txt: wind ", "note.txt: a no"])
    #expect(found.state == .stored)
    #expect(bounded.members.first == "log.txt: tooLarge member_size")
    #expect(bounded.members.count == 2)
    #expect(single.members.count == 1)
    #expect(single.code == "container_members")
    #expect(found.text == single.text)
  }

  @Test func `attachments of the document and of notes are listed and read, as far as is wanted`() throws {
    try Self.withAttachments.bytes.withUnsafeBytes { bytes in
      PDFDocument.setUp()
      var document = try PDFDocument(content: bytes)
      _ = document.page(0)
      guard let attachments = PDFAttachments(of: &document, limit: 10) else { throw PDFError.outOfMemory }

      #expect(attachments.count == 2)
      let log = attachments.properties(of: 0)
      #expect(log.name == "log.txt")
      #expect(log.description == "The log")
      #expect(log.mediaType == "text/plain")
      var read = 0
      #expect(
        attachments.read(0) {
          read += $0.count; return true
        })
      // Without a cross-reference table poppler takes the line's end before `endstream` for the stream's.
      #expect((64_000...64_001).contains(read))
      read = 0
      #expect(
        !attachments.read(0) {
          read += $0.count; return read < 20_000
        })
      #expect(read < 64_000)
      var note: [UInt8] = []
      #expect(
        attachments.read(1) {
          note += $0; return true
        })
      #expect(note.starts(with: Array("a note".utf8)))
    }
  }
}
