import Documents
import Extraction
import Foundation
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TextTests {
  @Test func `line ends are one newline, NUL is a replacement character, other controls go`() throws {
    let bytes = Array("a\r\nb\rc\n\r\nd\u{0}e\u{1B}[1mf\u{7F}\tg\u{85}h\u{0C}i\u{9B}j é".utf8)

    #expect(try Recording(of: bytes, as: "text/plain").text == "a\nb\nc\n\nd\u{FFFD}e[1mf\tg\nh\ni" + "j é")
  }

  @Test func `one broken byte does not make UTF-8 something else`() throws {
    let bytes = Array(String(repeating: "Größe ", count: 40).utf8) + [0xFF] + Array(" Ende".utf8)

    let text = try Recording(of: bytes, as: "text/plain").text

    #expect(text.hasPrefix("Größe "))
    #expect(text.hasSuffix("\u{FFFD} Ende"))
  }

  @Test(arguments: [
    (String.Encoding.utf8, "Zwölf Boxkämpfer"), (.utf16, "Zwölf Boxkämpfer"), (.utf16BigEndian, "A lens and a lamp"),
    (.utf32LittleEndian, "A lens and a lamp"), (.isoLatin1, "Ein süßer Kaffee für den Wärter über Bord"),
    (.windowsCP1251, "Смотритель маяка, 12 ноября: ветер юго-западный"),
    (.shiftJIS, "灯台の光は遠くの船からも見えます"), (.windowsCP1250, "Strażnik zapalił światło, gdy zmierzch już zapadł"),
  ])
  func `finds out the encoding`(encoding: String.Encoding, text: String) throws {
    let bytes = try #require(text.data(using: encoding))

    #expect(try Recording(of: bytes, as: "text/plain").text == text)
  }

  @Test(arguments: [
    (#"{"a": "Caf\u00e9 \u201cIda\u201d"}"#, "{\"a\": \"Café “Ida”\"}"),
    (#"["\ud83d\udea2", "\uD83D\uDEA2"]"#, #"["🚢", "🚢"]"#),
    (#""one\nline\tof \"two\" \/ \\n""#, "\"one\nline\tof \"two\" / \\n\""),
    (#""\u0000 \u0007 \u00""#, "\"\u{FFFD}  \\u00\""), (#"\x \u12\u00e9 \"#, "\\x \\u12é \\"),
    (#"\ud83d\n \ud83dx \udea2 \ud83d\u00e9 \ud83d\u00 \ud83d\ud83d\udea2 \ud83d"#, "�\n �x � �é �\\u00 �🚢 �"),
  ])
  func `what is escaped in JSON is text, wherever it is cut into pieces`(json: String, text: String) throws {
    for count in [0, 32_755, 32_757, 32_760, 32_762, 32_764] {
      let margin = String(repeating: "x", count: count)

      #expect(try Recording(of: margin + json, as: "application/json").text == margin + text)
    }
  }

  @Test func `a text of many megabytes passes through in little memory`() throws {
    let line = Array("2026-01-15T12:00:00Z keeper: lamp lit, wind south-west, visibility good\n".utf8)
    let content = Array(repeatElement(line, count: 150_000).joined())
    var extractor = DocumentExtractor()

    let growth = try Memory.leastGrowth(of: 3) {
      var counter = Counter()
      try content.withUnsafeBytes {
        try extractor.extract($0, as: "text/plain", name: "", limits: ExtractionLimits(text: .max), into: &counter)
      }
      #expect(counter.bytes == content.count)
    }

    #expect(growth < 1 << 20)
  }

  @Test(arguments: [
    ("# One #\n\ntext", "One"), ("intro\n\n```\n# no\n```\n\n## Two\n", "Two"), ("Three\n=====\n\n# later", "Three"),
  ])
  func `the first heading of Markdown is its title`(content: String, title: String) throws {
    #expect(try Recording(of: content, as: "text/markdown").titles == [title])
  }

  @Test func `subtitles are paragraphs with their times, which do not stand between the words of a sentence`() throws {
    let blocks = [
      "0:10:01,500 --> 0:10:03,000", "0:10:03,100 --> 0:10:05,000", "1:00:59,000 --> 1:01:02,000", "x --> y",
    ]
    let content = zip(blocks, ["The lamp was", "lit at four.", "It <i>burned</i>.", "On."]).map {
      "1\n\($0)\n\($1)\n\n"
    }

    let found = try Recording(of: content.joined(), as: "application/x-subrip")

    #expect(found.text == "0:10:01\nThe lamp was\nlit at four.\n\n1:00:59\nIt burned.\nOn.\n")
  }

  @Test(arguments: [
    ("---\ntitle: \"One: two\"\ntags: [a]\n---\n# No\n", ["One: two"], ["No"]),
    ("+++\r\ntitle = 'One'\r\n+++\r\ntext", ["One"], []), ("---\ndate: 2026\n---\n# Two\n", ["Two"], ["Two"]),
    ("---\ntitle: >\n  folded\n---\n# Two\n", ["Two"], ["Two"]), ("---\n# Three\n---\ntitle: x", ["Three"], ["Three"]),
    ("text\n\ntitle: none\n----\n", ["title: none"], ["title: none"]),
  ])
  func `the title that stands in front of Markdown is its title, and no heading`(
    content: String, titles: [String], headings: [String]
  ) throws {
    let found = try Recording(of: content, as: "text/markdown")

    #expect(found.titles == titles)
    #expect(found.headings == headings)
  }

  @Test func `the headings of Markdown are heard, wherever they stand`() throws {
    let filler = String(repeating: "some words of text\n", count: 20_000)
    let code = "```sh\n# a comment\n```\n"
    let content = "# One #\nTwo\n===\n\n#hash\n\(code)\(filler)### Three\n----\n####### no\nFour\n-----\n# Five"

    let found = try Recording(of: content, as: "text/markdown")

    #expect(found.headings == ["One", "Two", "Three", "Four", "Five"])
    #expect(found.titles == ["One"])
    #expect(found.text == content)
  }
}
