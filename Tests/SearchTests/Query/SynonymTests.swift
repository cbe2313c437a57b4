import Search
import Testing

struct SynonymTests {
  private let table: SynonymTable

  init() throws {
    let text = """
      # what we call things
      car, automobile, motor car
      tv => television, goggle box

      Wi-Fi, wireless LAN
      """
    table = try SynonymTable(
      lines: text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init), file: "s")
  }

  @Test(arguments: [
    ("car", "(car OR automobile OR \"motor car\")"), ("AUTOMOBILE", "(automobile OR car OR \"motor car\")"),
    ("motor car tax", "((motor car) OR car OR automobile) tax"), ("motor tax", "motor tax"),
    ("motor tax car", "motor tax (car OR automobile OR \"motor car\")"),
    ("+motor +car", "+((+motor +car) OR car OR automobile)"), ("tv", "(tv OR television OR \"goggle box\")"),
    ("television", "television"), ("wi-fi", "(\"wi fi\" OR wifi OR \"wireless lan\")"), ("\"car\"", "\"car\""),
    ("-car heron", "-car heron"), ("car*", "car*"),
    ("title:tv", "(title:tv OR title:television OR title:\"goggle box\")"),
    ("tv OR heron", "(tv OR television OR \"goggle box\" OR heron)"),
    ("tv NEAR/3 set", "((tv OR television OR \"goggle box\") NEAR/3 set)"),
  ])
  func `a word or a row of words is one term with its synonyms, once`(text: String, parsed: String) {
    #expect(tree(text).adding(table).description == parsed)
  }

  @Test func `one file may not make a query endless`() throws {
    let words = (0..<33).map { "w\($0)" }
    let wide = try SynonymTable(lines: [words.joined(separator: ",")], file: "s")

    let grown = tree(words.joined(separator: " ")).adding(wide)

    #expect(grown.description.split(separator: " ").count { $0 != "OR" } <= 256)
  }

  @Test(arguments: [
    ("car", 1), ("car, automobile\ncar =>", 2), ("a => b => c", 1), ("a,,b", 1), ("\n\n, ", 3), ("a, b\u{FFFD}", 1),
    ("a b c d e f g h i, x", 1), ((0..<40).map { "w\($0)" }.joined(separator: ","), 1),
    ((0..<40).map { "w => x\($0)" }.joined(separator: "\n"), 33),
  ])
  func `what is no rule is refused with its file and line`(text: String, line: Int) throws {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)

    let error = #expect(throws: SynonymError.self) { try SynonymTable(lines: lines, file: "words.txt") }

    #expect(error?.message.hasPrefix("words.txt, line \(line): ") == true)
  }

  @Test func `a file that goes on for ever is refused`() {
    #expect(throws: SynonymError.tooLong(file: "s", limit: 100_000)) {
      try SynonymTable(lines: repeatElement("# nothing", count: 100_001), file: "s")
    }
  }
}
