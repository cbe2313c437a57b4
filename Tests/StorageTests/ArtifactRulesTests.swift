import Documents
import Storage
import Testing

struct ArtifactRulesTests {
  private func type(
    _ mediaType: MediaType, from source: String = "file:///a/b", _ properties: [(String, String)] = [],
    headings: [String] = [], text: String = ""
  ) throws -> ArtifactType {
    let extraction = Extraction(
      state: .stored, headings: headings, metadata: properties.map { Property(key: $0.0, value: $0.1) },
      text: DocumentText([TextPart(pages: nil, text: text)]), extractor: ExtractorVersion(name: "test", version: 1))
    return try #require(ArtifactRules.builtIn).type(of: mediaType, from: source, extraction)
  }

  @Test(arguments: [
    ("text/html", ArtifactType.webPage), ("application/pdf", .pdf), ("message/rfc822", .email), ("image/png", .image),
    ("video/mp4", .video), ("audio/mpeg", .audio), ("application/x-7z-compressed", .archive),
    ("application/rtf", .document),
    ("application/vnd.oasis.opendocument.text", .document), ("text/x-swift", .text), ("application/json", .text),
    ("application/x-msdownload", .other), ("application/octet-stream", .other),
  ])
  func `without other evidence the media type decides`(mediaType: String, expected: ArtifactType) throws {
    #expect(try type(MediaType(rawValue: mediaType)) == expected)
  }

  @Test(arguments: [
    ("https://www.gov.uk/guidance", ArtifactType.governmentDoc), ("https://user@oig.hhs.gov:443/x.pdf", .governmentDoc),
    ("https://old.reddit.com/r/lighthouses", .socialMedia), ("https://arxiv.org/abs/1", .paper),
    ("https://notgov.uk/", .webPage), ("https://example.com/gov.uk", .webPage), ("https://ex.com", .webPage),
  ])
  func `the host that a page came from, or says it belongs to, is evidence`(address: String, expected: ArtifactType)
    throws
  {
    #expect(try type("text/html", from: address) == expected)
    #expect(try type("text/html", [("canonical", address)]) == expected)
  }

  @Test func `a paper is known by its parts and identifiers, in any order of numbers`() throws {
    #expect(try type("application/pdf", text: "On Light\nI. Lewis\n\nAbstract\nWe shine.\n1 Introduction\n") == .paper)
    #expect(try type("application/pdf", text: "On Light\nThe abstract lamps are introductions.\n") == .pdf)
    #expect(try type("application/pdf", text: "Abstraction\nIntroduction\n") == .pdf)
    #expect(try type("application/pdf", headings: ["1. Abstract"]) == .paper)
    #expect(try type("text/html", [("doi", "10.1000/1")]) == .paper)
  }

  @Test func `a forum is known by its software, whatever its host`() throws {
    #expect(try type("text/html", [("generator", "Discourse 3.2")]) == .socialMedia)
    #expect(try type("application/pdf", [("generator", "Discourse 3.2")]) == .pdf)
  }

  @Test func `the first rule that fits decides, and a condition that is misspelt is refused`() throws {
    let rules = try ArtifactRules(yaml: "[{type: email, media: [text/plain]}, {type: text, media: [text/*]}]")

    #expect(rules.type(of: "text/plain", from: "", nil) == .email)
    #expect(rules.type(of: "text/css", from: "", nil) == .text)
    #expect(rules.type(of: "image/png", from: "", nil) == .other)
    #expect(throws: (any Error).self) { try ArtifactRules(yaml: "[{type: email, media: [a/b], host: [x]}]") }
    #expect(throws: (any Error).self) { try ArtifactRules(yaml: "[{type: letter, media: [a/b]}]") }
  }
}
