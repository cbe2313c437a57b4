import ArchiveTesting
import Documents
import Extraction
import Pipeline
import Testing

private enum Office {
  static let word: MediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  static let sheet: MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
  static let text: MediaType = "application/vnd.oasis.opendocument.text"
}

@Suite(.timeLimit(.minutes(1)))
struct OfficeTests {
  private func word(_ body: String, _ more: [(String, String)] = []) throws -> Recording {
    let document = ("word/document.xml", "<w:document xmlns:w='w'><w:body>\(body)</w:body></w:document>")
    return try Recording(of: Zip.archive([document] + more), as: Office.word)
  }

  @Test(arguments: [
    ("<w:p><w:r><w:t>wi</w:t></w:r><w:r><w:t>ck</w:t></w:r></w:p>", "wick\n"),
    ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc\n"),
    ("<w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del><w:ins><w:r><w:t>new</w:t></w:r></w:ins></w:p>", "new\n"),
    ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p>", "7\n"),
    ("<w:p><w:r><w:t>a &amp; b</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>c</w:t></w:r></w:p>", "a & b\n\nc\n"),
    ("<w:p><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:sym w:char='00E9'/></w:r></w:p>", "é\n"),
  ])
  func `a Word document reads as it looks`(body: String, text: String) throws {
    #expect(try word(body).text == text)
  }

  @Test func `elements that are nested without end leave what came before them, and are told`() throws {
    let found = try word("<w:p><w:r><w:t>lamp</w:t></w:r></w:p>" + String(repeating: "<w:x>", count: 100_000))

    #expect(found.text == "lamp\n")
    #expect(found.state == .truncated)
  }

  @Test func `entities of a document's own do not multiply`() throws {
    var declarations = "<!ENTITY a0 'lol lol lol lol lol lol lol lol lol lol'>"
    for level in 1..<12 {
      declarations += "<!ENTITY a\(level) '\(String(repeating: "&a\(level - 1);", count: 10))'>"
    }
    let part =
      "<!DOCTYPE w [\(declarations)]><w:document xmlns:w='w'><w:p><w:r><w:t>x&a11;y</w:t></w:r></w:p></w:document>"

    let found = try Recording(of: Zip.archive([("word/document.xml", part)]), as: Office.word)

    #expect(found.text.utf8.count < 1_000)
  }

  @Test func `relationships lead to the parts wherever they lie, and no further than the container`() throws {
    let rels = """
      <Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" \
      Target="/../odd/%6Dain.xml"/></Relationships>
      """
    let part = "<w:document xmlns:w='w'><w:p><w:r><w:t>found</w:t></w:r></w:p></w:document>"

    let found = try Recording(of: Zip.archive([("odd/main.xml", part), ("_rels/.rels", rels)]), as: Office.word)

    #expect(found.text == "found\n")
  }

  private func sheet(_ cells: String, styles: String) throws -> Recording {
    let rels = """
      <Relationships><Relationship Id="r" Type="x/worksheet" Target="s.xml"/>\
      <Relationship Id="t" Type="x/styles" Target="t.xml"/></Relationships>
      """
    return try Recording(
      of: Zip.archive([
        ("xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='S' r:id='r'/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", rels), ("xl/t.xml", styles),
        ("xl/s.xml", "<worksheet><row>\(cells)</row></worksheet>"),
      ]), as: Office.sheet)
  }

  @Test(arguments: [
    ("0.10000000000000001", "0", "0.1"), ("46037", "1", "2026-01-15"), ("46037.5", "1", "2026-01-15 12:00"),
    ("0.5", "2", "50%"), ("123456789012345", "0", "123456789012345"), ("-3", "0", "-3"), ("1", "1", "1900-01-01"),
    ("60.25", "9", "60.25"), ("not a number", "1", "not a number"), ("1e300", "1", "1e300"),
  ])
  func `the number in a cell is written as its format means it`(raw: String, style: String, text: String) throws {
    let styles = "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='22'/><xf numFmtId='9'/></cellXfs></styleSheet>"

    let found = try sheet("<c s='\(style)'><v>\(raw)</v></c>", styles: styles)

    #expect(found.text == "S\n\(text)\n")
    #expect(found.pageCount == 1)
  }

  @Test(arguments: [
    ("yyyy-mm-dd;General", "2026-01-15"),
    ("\"a;b\"0;yyyy", "46037"), ("\\;0;yyyy", "46037"),
    ("[$-1;2]d/m/y", "2026-01-15"),
    (";;;yyyy", "46037"), ("General;yyyy", "46037"),
  ])
  func `of a format's sections the first says what a number means`(code: String, text: String) throws {
    let escaped = code.replacing("\"", with: "&quot;")
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId='200' formatCode="\(escaped)"/></numFmts>\
      <cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>
      """

    #expect(try sheet("<c s='0'><v>46037</v></c>", styles: styles).text == "S\n\(text)\n")
  }

  @Test(arguments: [
    ("[h]:mm", "1.5", "36:00"), ("[hh]:mm:ss", "0.0001", "00:00:09"), ("[mm]:ss", "-0.25", "-06:00"),
    ("[Red]0.0", "1.5", "1.5"), ("[h]:mm", "1e300", "1e300"), ("h:mm", "0.25", "06:00"),
  ])
  func `hours, minutes or seconds in brackets are a length of time and no date`(
    code: String, raw: String, text: String
  ) throws {
    let styles = """
      <styleSheet><numFmts><numFmt numFmtId='200' formatCode="\(code)"/></numFmts>\
      <cellXfs><xf numFmtId='200'/></cellXfs></styleSheet>
      """

    #expect(try sheet("<c s='0'><v>\(raw)</v></c>", styles: styles).text == "S\n\(text)\n")
  }

  @Test func `a container that is none is corrupt, and one whose end is missing is too`() throws {
    let whole = Zip.archive([("word/document.xml", "<w:document xmlns:w='w'/>")])

    #expect(try Recording(of: "PK, but not really", as: Office.word).state == .corrupt)
    #expect(try Recording(of: whole.prefix(20), as: Office.word).state == .corrupt)
    #expect(try Recording(of: Zip.archive([("a", "b")]), as: Office.word).code == "corrupt")
    #expect(try Recording(of: Zip.archive([("a", "b")]), as: Office.text).code == "corrupt")
  }

  @Test func `an office document that is encrypted as a whole asks for a password`() throws {
    #expect(try Recording(of: "anything", as: "application/x-tika-ooxml-protected").state == .encrypted)
  }

  @Test func `placeholders and deletions of an OpenDocument are not its text`() throws {
    let body = """
      <o xmlns:text='t' xmlns:draw='d' xmlns:presentation='p'><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>\
      <draw:frame presentation:placeholder='true'><text:p>Click here</text:p></draw:frame><text:p>kept</text:p></o>
      """

    #expect(try Recording(of: Zip.archive([("content.xml", body)]), as: Office.text).text == "kept\n")
  }

  @Test func `a slide of an OpenDocument is called by the name that a person gave it`() throws {
    let slides = ["page1", "Oil and wicks", "Folie 3", "Step 2"].map { name in
      "<draw:page draw:name='\(name)'><text:p>on it</text:p></draw:page>"
    }
    let body = "<o xmlns:text='t' xmlns:draw='d'>\(slides.joined())</o>"

    let found = try Recording(
      of: Zip.archive([("content.xml", body)]), as: "application/vnd.oasis.opendocument.presentation")

    #expect(found.parts.map(\.text) == ["on it\n", "Oil and wicks\n\non it\n", "on it\n", "Step 2\n\non it\n"])
  }

  @Test func `objects in an OpenDocument are on none of its pages, and do not count as any`() throws {
    let table = "<table:table table:name='Tides'><table:table-row><table:table-cell><text:p>high</text:p>"
    let object =
      "<o xmlns:text='t' xmlns:table='a' xmlns:office='f'><office:spreadsheet>\(table)"
      + "</table:table-cell></table:table-row></table:table></office:spreadsheet></o>"

    let found = try Recording(
      of: Zip.archive([
        ("content.xml", "<o xmlns:text='t'><text:p>kept</text:p></o>"), ("Object 1/content.xml", object),
      ]), as: Office.text)

    #expect(found.text == "kept\nTides\nhigh\n")
    #expect(found.pageCount == nil)
    #expect(found.parts.allSatisfy { $0.pages == nil })
  }

  @Test func `attributes that a document type gives to its elements are not taken for theirs`() throws {
    let body = """
      <!DOCTYPE o [<!ATTLIST f placeholder CDATA 'true'>]><o xmlns:text='t'><f><text:p>kept</text:p></f></o>
      """

    #expect(try Recording(of: Zip.archive([("content.xml", body)]), as: Office.text).text == "kept\n")
  }

  @Test func `a part whose checksum is wrong is told`() throws {
    let part = ("word/document.xml", "<w:document xmlns:w='w'><w:p><w:r><w:t>x</w:t></w:r></w:p></w:document>")

    let found = try Recording(of: Zip.archive([part], isDeflated: true, damaged: [part.0]), as: Office.word)

    #expect(found.state == .corrupt)
  }

  @Test func `of a chapter that is damaged what comes before the damage is kept, and the next one is whole`() throws {
    let package = """
      <package><manifest><item id='a' href='a.html'/><item id='b' href='b.html'/></manifest>\
      <spine><itemref idref='a'/><itemref idref='b'/></spine></package>
      """
    let chapter = "<p>" + String(repeating: "keeper ", count: 100_000)

    let found = try Recording(
      of: Zip.archive(
        [("b.opf", package), ("a.html", chapter), ("b.html", "<p>lamp")], isDeflated: true, damaged: ["a.html"]),
      as: "application/epub+zip")

    #expect(found.text.hasPrefix("keeper keeper"))
    #expect(found.text.hasSuffix("\nlamp\n"))
    #expect(found.state == .corrupt)
  }
}
