import Documents
import Extraction
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct ContractTests {
  @Test(arguments: [
    ("text/plain", "some text"), ("text/html", "<p>some text"), ("application/xml", "<a>some text</a>"),
    ("application/pdf", "nonsense"), ("image/png", "\u{89}PNG"), ("text/plain", ""),
  ])
  func `says first who extracts, and once and last how it ended`(type: String, content: String) throws {
    let found = try Recording(of: content, as: MediaType(rawValue: type))

    guard case .extractor = try #require(found.events.first) else { return #expect(Bool(false), "no extractor first") }
    #expect(found.ends.count == 1)
    guard case .finished = try #require(found.events.last) else { return #expect(Bool(false), "no end last") }
  }

  @Test func `stops as soon as nobody listens`() {
    let long = String(repeating: "word and another word\n", count: 10_000)

    #expect(throws: SinkClosed.self) { try Recording(of: long.utf8, as: "text/plain", patience: 3) }
    #expect(throws: SinkClosed.self) {
      try Recording(of: "<pre>\(long)</pre><p>\(long)".utf8, as: "text/html", patience: 2)
    }
  }

  @Test func `parts are whole paragraphs where that is possible, and together the text`() throws {
    let text = (1...400).map { "Paragraph \($0) has one line.\nAnd a second.\n" }.joined(separator: "\n")

    let found = try Recording(of: text, as: "text/plain", limits: ExtractionLimits(part: 500))

    #expect(found.text == text)
    #expect(found.parts.allSatisfy { $0.text.utf8.count <= 500 && $0.pages == nil })
    #expect(found.parts.dropLast().allSatisfy { $0.text.hasSuffix("\n\n") })
  }

  @Test(arguments: [
    String(repeating: "one line after another\n", count: 100), String(repeating: "word ", count: 400),
    String(repeating: "灯台の光", count: 300), String(repeating: "x", count: 2_000),
  ])
  func `without paragraphs parts end with a line, else a word, else a character`(text: String) throws {
    let found = try Recording(of: text, as: "text/plain", limits: ExtractionLimits(part: 100))

    #expect(found.text == text)
    #expect(found.parts.allSatisfy { $0.text.utf8.count <= 100 && !$0.text.isEmpty })
    if text.contains("\n") { #expect(found.parts.allSatisfy { $0.text.hasSuffix("\n") }) }
    if text.contains("word") { #expect(found.parts.allSatisfy { $0.text.hasSuffix(" ") }) }
  }

  @Test(arguments: ["text/plain", "text/html"])
  func `a text over the limit is truncated, and what came before is kept`(type: String) throws {
    let text = String(repeating: "a word ", count: 5_000)

    let found = try Recording(of: text, as: MediaType(rawValue: type), limits: ExtractionLimits(text: 3_000, part: 900))

    #expect(found.state == .truncated)
    #expect(found.code == "text_limit")
    #expect((2_900...3_000).contains(found.text.utf8.count))
    #expect(text.hasPrefix(found.text))
  }

  @Test func `a text of exactly the limit is whole`() throws {
    let text = String(repeating: "a word ", count: 100)

    #expect(try Recording(of: text, as: "text/plain", limits: ExtractionLimits(text: 700, part: 90)).state == .stored)
    #expect(
      try Recording(of: text, as: "text/plain", limits: ExtractionLimits(text: 699, part: 90)).state == .truncated)
  }
}
