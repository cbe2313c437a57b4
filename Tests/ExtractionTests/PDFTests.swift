import Documents
import Extraction
import Foundation
import Pipeline
import Poppler
import Testing

@Suite(.timeLimit(.minutes(1)))
struct PDFTests {
  @Test func `a thousand pages are a thousand parts, each on its page`() throws {
    let found = try Recording(of: Self.document(pages: 1_000), as: "application/pdf")

    #expect(found.pageCount == 1_000)
    #expect(found.parts.map(\.pages) == (1...1_000).map { $0...$0 })
    #expect(found.parts[499].text == "Page number 500\n")
    #expect(found.state == .stored)
  }

  @Test func `a page longer than a part is split, and stays on its page`() throws {
    let found = try Recording(
      of: Self.document(pages: 2), as: "application/pdf", limits: ExtractionLimits(part: 10))

    #expect(found.parts.map(\.pages) == [1...1, 1...1, 2...2, 2...2])
    #expect(found.text == "Page number 1\nPage number 2\n")
  }

  @Test func `the entries of an outline are headings`() throws {
    let found = try Recording(
      of: Self.document(pages: 2, outline: ["The lamp", "Fog horn"]),
      as: "application/pdf")

    #expect(found.headings == ["The lamp", "Fog horn"])
    #expect(found.state == .stored)
  }

  @Test func `an outline that refers to itself ends`() throws {
    let found = try Recording(of: Self.document(pages: 1, outline: ["a", "b"], isLooped: true), as: "application/pdf")

    #expect((2...500).contains(found.headings.count))
    #expect(found.text == "Page number 1\n")
  }

  @Test func `memory does not grow with the number of documents`() throws {
    var extractor = DocumentExtractor()
    let pdf = try Data(contentsOf: Expectation.folder.appending(path: "lighthouses/keeping-the-light.pdf"))
    let page = try Data(contentsOf: Expectation.folder.appending(path: "lighthouses/index.html"))
    func run(_ count: Int) throws {
      for _ in 0..<count {
        var counter = Counter()
        try pdf.withUnsafeBytes {
          try extractor.extract($0, as: "application/pdf", name: "", limits: ExtractionLimits(), into: &counter)
        }
        try page.withUnsafeBytes {
          try extractor.extract($0, as: "text/html", name: "", limits: ExtractionLimits(), into: &counter)
        }
      }
    }

    try run(200)
    let growth = try Memory.leastGrowth(of: 6) { try run(250) }

    // One leaked page of text a document would be 500 KB, a leaked tree or a leaked PDF several times that.
    #expect(growth < 256 << 10)
  }

  @Test func `a failed allocation that a library prints does not go unnoticed`() {
    let before = AllocationFailures.count

    errno = ENOMEM
    perror("Out of memory")

    #expect(AllocationFailures.count == before + 1)
  }

  /// A PDF with a line of text on every page, and an outline whose last entry may have all of them below it.
  private static func document(pages: Int, outline: [String] = [], isLooped: Bool = false) -> [UInt8] {
    let kids = (0..<pages).map { "\(4 + 2 * $0) 0 R" }.joined(separator: " ")
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R /Outlines \(4 + 2 * pages) 0 R >>",
      "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for page in 1...pages {
      let content = "BT /F 12 Tf 72 720 Td (Page number \(page)) Tj ET"
      let resources = "/Resources << /Font << /F 3 0 R >> >>"
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] \(resources) /Contents \(objects.count + 2) 0 R >>")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    let root = objects.count + 1
    if !outline.isEmpty {
      objects.append(
        "<< /Type /Outlines /First \(root + 1) 0 R /Last \(root + outline.count) 0 R /Count \(outline.count) >>")
    }
    for (place, title) in outline.enumerated() {
      let isLast = place == outline.count - 1
      let next = isLast ? "" : "/Next \(root + place + 2) 0 R"
      let below = isLast && isLooped ? "/First \(root + 1) 0 R /Last \(root + 1) 0 R /Count 1" : ""
      objects.append("<< /Title (\(title)) /Parent \(root) 0 R /Dest [4 0 R /Fit] \(next) \(below) >>")
    }
    var file = "%PDF-1.4\n"
    var table = "0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(file.utf8.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n\(table)trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n"
    return Array((file + "startxref\n\(start)\n%%EOF\n").utf8)
  }
}
