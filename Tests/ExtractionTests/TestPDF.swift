import Foundation

/// A PDF made for a test: pages by their content streams, and whatever else a test hangs on them.
struct TestPDF {
  /// The content stream of each page. Font `/F` is Helvetica, `/U` one whose codes stand for `characters`.
  var pages: [String]
  /// What codes from `A` on mean in font `/U`.
  var characters: [String] = []
  /// Of every page, in points.
  var mediaBox = "0 0 400 400"
  /// Entries of each page's dictionary, of the catalogue's, and of the document information.
  var page = ""
  var catalog = ""
  var information = ""
  /// More fonts of each page.
  var fonts = ""
  /// More objects, numbered from `TestPDF.extra` on.
  var objects: [String] = []

  static let extra = 10

  init(_ pages: String..., characters: [String] = []) {
    self.pages = pages
    self.characters = characters
  }

  init(pages: [String]) { self.pages = pages }

  /// Lines of Helvetica, each at its place; points from the lower left corner of a page of 400 by 400.
  static func lines(_ lines: [(x: Int, y: Int, text: String)], font: String = "F", size: Int = 10) -> String {
    lines.map { "BT /\(font) \(size) Tf \($0.x) \($0.y) Td (\($0.text)) Tj ET" }.joined(separator: "\n")
  }

  static func stream(_ content: String, _ entries: String = "") -> String {
    "<< \(entries) /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
  }

  /// The file. poppler makes the cross-reference table that it lacks.
  var bytes: [UInt8] {
    let first = Self.extra + objects.count
    let kids = pages.indices.map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
    var all: [(Int, String)] = [
      (1, "<< /Type /Catalog /Pages 2 0 R \(catalog) >>"),
      (2, "<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>"),
      (3, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"),
      (4, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 5 0 R >>"),
      (5, Self.stream(unicodeMap)),
      (6, "<< \(information) >>"),
    ]
    for (index, object) in objects.enumerated() { all.append((Self.extra + index, object)) }
    for (index, content) in pages.enumerated() {
      let number = first + 2 * index
      all.append(
        (
          number,
          "<< /Type /Page /Parent 2 0 R /MediaBox [\(mediaBox)] /Contents \(number + 1) 0 R \(page) "
            + "/Resources << /Font << /F 3 0 R /U 4 0 R \(fonts) >> >> >>"
        ))
      all.append((number + 1, Self.stream(content)))
    }
    let body = all.map { "\($0.0) 0 obj\n\($0.1)\nendobj\n" }.joined()
    return Array("%PDF-1.7\n\(body)trailer\n<< /Root 1 0 R /Info 6 0 R >>\n%%EOF\n".utf8)
  }

  /// The file with a cross-reference table, in which one object stands where it is not.
  func bytes(misplacing misplaced: Int) -> [UInt8] {
    let body = String(decoding: bytes, as: UTF8.self).components(separatedBy: "trailer")[0]
    var table = "xref\n0 1\n0000000000 65535 f \n"
    for found in body.matches(of: /([0-9]+) 0 obj\n/) {
      let offset = body.utf8.distance(from: body.startIndex, to: found.range.lowerBound)
      let digits = String(found.1 == "\(misplaced)" ? 3 : offset)
      table += "\(found.1) 1\n" + String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    return Array(
      "\(body)\(table)trailer\n<< /Root 1 0 R /Info 6 0 R /Size 99 >>\nstartxref\n\(body.utf8.count)\n%%EOF\n".utf8)
  }

  private var unicodeMap: String {
    let lines = characters.enumerated().map { index, text in
      let code = String(65 + index, radix: 16)
      let units = text.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
      }
      return "<\(code)> <\(units.joined())>"
    }
    return """
      /CIDInit /ProcSet findresource begin 12 dict begin begincmap
      1 begincodespacerange <00> <FF> endcodespacerange
      \(lines.count) beginbfchar
      \(lines.joined(separator: "\n"))
      endbfchar endcmap end end
      """
  }
}
