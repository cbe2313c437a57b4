import Indexing
import Testing

@testable import Search

struct FilterTests {
  private static let index: TestIndex = {
    var paper = DocumentAttributes.plain
    (paper.type, paper.mediaType, paper.folders) = ("paper", "application/pdf", ["/srv/papers/2024"])
    var page = DocumentAttributes.plain
    (page.type, page.mediaType, page.folders) = ("web_page", "text/html", ["birds.example.org:8080/terns"])
    return TestIndex([
      TestIndex.Text(name: "annual report.pdf", body: "terns", attributes: paper),
      TestIndex.Text(name: "index.html", body: "terns", attributes: page),
      TestIndex.Text(name: "notes.txt", body: "annual terns", attributes: .plain),
    ])
  }()

  @Test(
    arguments: [
      ("type:pdf", [1]), ("type:paper", [1]), ("type:html", [2]), ("mime:text/*", [2, 3]), ("-type:pdf", [2, 3]),
      ("path:annual", [1]), ("path:ann", [1]), ("path:report", [1]), ("path:q", []), ("path:2024/annual", [1]),
      ("path:docs/annual", []), ("path:PAPERS", [1]), ("source:file:///srv/papers", [1]), ("source:file:///papers", []),
      ("site:example.org", [2]), ("site:birds.example.org", [2]), ("site:org.example", []),
    ] as [(String, Set<Int32>)])
  func `a filter leaves the documents that it names`(query: String, found: Set<Int32>) throws {
    #expect(try Set(Self.index.answer(QueryParser(now: 0).tree(of: "terns \(query)"))) == found)
  }
}
