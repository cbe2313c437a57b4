import Documents
import Pipeline
import Testing

/// What becomes of the lines of a page.
@Suite(.timeLimit(.minutes(1)))
struct PDFTextTests {
  @Test func `a word that was hyphenated at the end of a line is one word again, and a compound keeps its hyphen`()
    throws
  {
    let page = TestPDF.lines([
      (50, 350, "The lamps were extin-"), (50, 338, "guished by the Horry-"), (50, 326, "Georgetown crew."),
    ])

    #expect(try text(TestPDF(page)) == "The lamps were extinguished by the Horry-Georgetown crew.\n")
  }

  @Test func `a word that has its hyphen elsewhere in the document keeps it at the end of a line`() throws {
    let page = TestPDF.lines([
      (50, 350, "A low-level lamp: the Low-"), (50, 338, "level lamp."),
      (50, 326, "One re-mark, and a remark, and a re-"),
      (50, 314, "mark."),
    ])

    #expect(
      try text(TestPDF(page)) == "A low-level lamp: the Low-level lamp.\nOne re-mark, and a remark, and a remark.\n")
  }

  @Test func `what is set as on a typewriter was hyphenated by nobody`() throws {
    var pdf = TestPDF(pages: [TestPDF.lines([(50, 350, "apt-get install fonts-"), (50, 338, "lamp")], font: "C")])
    let widths = String(repeating: "600 ", count: 95)
    pdf.objects = [
      "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /FirstChar 32 /LastChar 126 /Widths [\(widths)] >>"
    ]
    pdf.fonts = "/C \(TestPDF.extra) 0 R"

    #expect(try text(pdf) == "apt-get install fonts-lamp\n")
  }

  @Test func `soft hyphens are no part of the text, and at the end of a line they join a word`() throws {
    let page = TestPDF.lines([(50, 350, "ABACAC"), (50, 338, "BACAA"), (50, 150, "ACC")], font: "U")

    #expect(try text(TestPDF(page, characters: ["a", "b", "\u{AD}"])) == "abaabaaa\n\na\n")
  }

  @Test(arguments: [
    ("ABBCABB ABBDABBE", "다음x"), ("ABBCABBEABBDABB", "다x음"), ("ABB ABBDABB", "음"), ("EABBE", "xb''x"),
    ("EABBE ABBCABB", "xb''x 다"),
  ])
  func `marks that DBLaTeX leaves within words go, and only in what it made`(typed: String, read: String) throws {
    var pdf = TestPDF(TestPDF.lines([(50, 350, typed)], font: "U"), characters: ["b", "'", "다", "음", "x"])
    let asPrinted = try text(pdf)
    pdf.information = "/Creator (DBLaTeX-0.3.12)"

    #expect(try text(pdf) == read + "\n")
    #expect(asPrinted.contains("b''"))
  }

  @Test func `columns are read one after the other`() throws {
    let rows = (0..<8).flatMap { row in
      [
        (x: 30, y: 350 - 12 * row, text: "left row number \(row)"),
        (x: 220, y: 350 - 12 * row, text: "right row number \(row)"),
      ]
    }

    let found = try text(TestPDF(TestPDF.lines(rows)))

    let left = (0..<8).map { "left row number \($0)\n" }.joined()
    let right = (0..<8).map { "right row number \($0)\n" }.joined()
    #expect(found == left + "\n" + right)
  }

  @Test func `text that is drawn twice for its shadow is read once`() throws {
    let page = "BT /F 24 Tf 50 300 Td (Skerryvore) Tj ET BT /F 24 Tf 51 299.5 Td (Skerryvore) Tj ET"

    #expect(try text(TestPDF(page)) == "Skerryvore\n")
  }

  @Test func `text that stands upright on its side is read along its own lines`() throws {
    let page =
      "BT /F 10 Tf 0 1 -1 0 100 50 Tm (Set on its side) Tj ET BT /F 10 Tf 0 1 -1 0 114 50 Tm (in two lines) Tj ET"

    #expect(try text(TestPDF(page)) == "Set on its side\nin two lines\n")
  }

  @Test func `ligatures are the letters they join`() throws {
    let page = TestPDF.lines([(50, 300, "ABA")], font: "U")

    #expect(try text(TestPDF(page, characters: ["\u{FB01}", "\u{FB04}"])) == "fifflfi\n")
  }

  @Test func `what is read from right to left comes out in the order of reading, and numbers in it as they are`() throws
  {
    // As it is drawn, from the left: 1895 and then "shalom" backwards.
    let page = TestPDF.lines([(50, 300, "EFGH DCBA")], font: "U")

    let found = try text(TestPDF(page, characters: ["ש", "ל", "ו", "ם", "1", "8", "9", "5"]))

    #expect(found == "שלום 1895\n")
  }

  @Test func `presentation forms of Arabic are its letters`() throws {
    let page = TestPDF.lines([(50, 300, "BA")], font: "U")

    #expect(try text(TestPDF(page, characters: ["\u{FEB3}", "\u{FEFC}"])) == "سلا\n")
  }

  @Test func `the lines of a Chinese paragraph are joined, and the next paragraph is not`() throws {
    let page = TestPDF.lines([(50, 350, "ABCDABCDAB"), (50, 338, "CDAB"), (50, 326, "BBAABBAACC")], font: "U")

    let found = try text(TestPDF(page, characters: ["灯", "塔", "守", "望"]))

    #expect(found == "灯塔守望灯塔守望灯塔守望灯塔\n塔塔灯灯塔塔灯灯守守\n")
  }

  @Test func `characters of Chinese that were set apart to fill their line are no words of their own`() throws {
    let line = { (pitch: Int) in
      let apart = "ABCDABCDAB".enumerated().map { (x: 50 + pitch * $0, y: 350, text: "\($1)") }
      return TestPDF.lines(apart + [(50, 338, "ABCDABCDABCDABCD")], font: "U")
    }
    let characters = ["灯", "塔", "守", "望"]

    #expect(try text(TestPDF(line(14), characters: characters)).hasPrefix("灯塔守望灯塔守望灯塔"))
    #expect(try text(TestPDF(line(18), characters: characters)).hasPrefix("灯 塔 守 望"))
  }

  @Test func `every page reads a font by the encoding in its file`() throws {
    let file = """
      %!PS-AdobeFont-1.0: Lamp
      /FontName /Lamp def
      /Encoding 256 array
      0 1 255 {1 index exch /.notdef put} for
      dup 65 /eacute put
      dup 66 /Omega put
      readonly def
      currentfile eexec
      """
    let digits = file.utf8.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    var pdf = TestPDF(pages: (0..<3).map { _ in TestPDF.lines([(50, 350, "ABA")], font: "E") })
    pdf.objects = [
      "<< /Type /Font /Subtype /Type1 /BaseFont /Lamp /FontDescriptor \(TestPDF.extra + 1) 0 R >>",
      "<< /Type /FontDescriptor /FontName /Lamp /Flags 4 /FontFile \(TestPDF.extra + 2) 0 R >>",
      TestPDF.stream(digits + ">", "/Filter /ASCIIHexDecode"),
    ]
    pdf.fonts = "/E \(TestPDF.extra) 0 R"

    #expect(try text(pdf) == "éΩé\néΩé\néΩé\n")
  }

  @Test func `a document of which a page is not where the table says is read all the same`() throws {
    let pdf = TestPDF(pages: ["Slates", "Leads", "Lamps"].map { TestPDF.lines([(50, 350, $0)], font: "F") })

    let found = try Recording(of: pdf.bytes(misplacing: TestPDF.extra + 5), as: "application/pdf")

    #expect(found.text == "Slates\nLeads\nLamps\n")
  }

  @Test func `a header that repeats is read where it first stands, and page numbers that follow not at all`() throws {
    let body = { (page: Int) in
      (0..<12).map {
        (x: 50, y: 330 - 12 * $0, text: "sentence \(["one", "two", "three", "four"][page]) of \($0) in a chapter")
      }
    }
    let pages = (0..<4).map { page in
      TestPDF.lines([(50, 380, "The Keeping Manual"), (190, 20, "sheet \(page + 7)")] + body(page))
    }

    let found = try Recording(of: TestPDF(pages: pages).bytes, as: "application/pdf")

    #expect(found.parts[0].text.contains("The Keeping Manual\n"))
    #expect(found.parts[0].text.contains("sheet 7"))
    for part in found.parts.dropFirst() {
      #expect(part.text.hasPrefix("sentence"))
      #expect(part.text.hasSuffix("of 11 in a chapter\n"))
    }
  }

  @Test func `numbers that do not count the pages stay, wherever they stand`() throws {
    let pages = [1847, 1851, 1862].map { year in
      TestPDF.lines(
        [(50, 380, "\(year)")]
          + (0..<12).map { (x: 50, y: 330 - 12 * $0, text: "entry \($0) of the year \(year) in full") })
    }

    let found = try Recording(of: TestPDF(pages: pages).bytes, as: "application/pdf")

    #expect(found.parts.map { $0.text.prefix(5) } == ["1847\n", "1851\n", "1862\n"])
  }

  @Test func `on a page of a few words a line that comes back stays`() throws {
    let pages = ["Slates", "Leads"].map { TestPDF.lines([(50, 380, "Roofs"), (50, 200, $0)]) }

    #expect(try text(TestPDF(pages: pages)) == "Roofs\n\nSlates\nRoofs\n\nLeads\n")
  }

  private func text(_ pdf: TestPDF) throws -> String {
    let found = try Recording(of: pdf.bytes, as: "application/pdf")
    #expect(found.state == .stored)
    return found.text
  }
}
