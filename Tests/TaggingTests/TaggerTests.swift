import Documents
import Pipeline
import Tagging
import Testing

@Suite(.timeLimit(.minutes(1)))
struct TaggerTests {
  private func tagger(_ keywords: [String]) -> Tagger {
    let given = keywords.map { ExpandedKeyword(word: $0, origin: .given, keyword: $0) }
    return Tagger(TaggingRequest(keywords: given))
  }

  private func counts(_ keywords: [String], in parts: String...) -> [String: String] {
    var tagger = self.tagger(keywords)
    for part in parts { tagger.observe(.part(TextPart(pages: nil, text: part))) }
    let found = tagger.finish().tags.filter { $0.type == "keyword" }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.key, $0.value) })
  }

  @Test func `counts whole words, whatever their case`() {
    let text = "Lamp, lamp; LAMP! lamplight, headlamp, lamp_black, lamp2. The lamp"

    #expect(counts(["lamp"], in: text) == ["lamp": "4"])
    #expect(counts(["МАЯК", "straße"], in: "Маяк, маяки; Straße") == ["МАЯК": "1", "straße": "1"])
  }

  @Test func `a keyword of several words matches over any white space`() {
    #expect(counts(["Fresnel  lens"], in: "fresnel lens, Fresnel\n\t lens; Fresnel, lens") == ["Fresnel lens": "2"])
  }

  @Test func `a match across two parts counts once`() {
    #expect(
      counts(["argand lamp", "lamp"], in: "The Argand ", "lamp", " of 1782") == ["argand lamp": "1", "lamp": "1"])
    #expect(counts(["lamp"], in: "lamp", "light") == [:])
    #expect(counts(["маяк"], in: "ма", "як") == ["маяк": "1"])
  }

  @Test func `keywords may overlap, contain one another, and hold punctuation`() {
    let found = counts(
      ["she", "he", "her s", "c++", ".net", "DS-7604"], in: "She saw her s C++ on .NET, ds-7604; ds-7604ni he")

    #expect(found == ["she": "1", "he": "1", "her s": "1", "c++": "1", ".net": "1", "DS-7604": "1"])
  }

  @Test func `scripts without spaces have no word boundaries`() {
    #expect(counts(["灯台", "光"], in: "灯台の光は遠くの灯台") == ["灯台": "2", "光": "1"])
  }

  @Test func `keywords that are blank, absent or said twice give no tag of their own`() {
    #expect(counts(["", "  ", "whale", "Lamp", "lamp"], in: "a lamp") == ["Lamp": "1"])
    #expect(counts([], in: "a lamp") == [:])
  }

  @Test func `time grows with the text, not with the number of keywords times it`() {
    let keywords = (0..<2_000).map { String(repeating: "a", count: $0 % 40 + 1) + String($0) }
    let text = String(repeating: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ", count: 2_000)

    let clock = ContinuousClock()
    let one = clock.measure { _ = counts(["aaab"], in: text) }
    let many = clock.measure { _ = counts(keywords, in: text) }

    // Two thousand passes would take two thousand times as long; building the automaton is in it, and machines are busy.
    #expect(many < one * 100 + .seconds(2))
  }

  @Test func `properties become tags under the kind of their document`() {
    var pdf = tagger([])
    var page = tagger([])
    for event: ExtractionEvent in [
      .detected(Detected(mediaType: "application/pdf", confidence: 1)),
      .extractor(ExtractorVersion(name: "pdf", version: 1)), .pageCount(3),
      .property(Property(key: "author", value: "Ida Marlow")), .property(Property(key: "author", value: "Ida Marlow")),
      .property(Property(key: "keywords", value: "lens, lamp;  tower,")),
    ] { pdf.observe(event) }
    page.observe(.extractor(ExtractorVersion(name: "html", version: 1)))
    page.observe(.property(Property(key: "generator", value: "hand")))

    #expect(
      pdf.finish().tags == [
        Tag(type: "format", key: "media_type", value: "application/pdf"), Tag(type: "format", key: "pages", value: "3"),
        Tag(type: "document", key: "author", value: "Ida Marlow"),
        Tag(type: "document", key: "keywords", value: "lens"),
        Tag(type: "document", key: "keywords", value: "lamp"), Tag(type: "document", key: "keywords", value: "tower"),
      ])
    #expect(page.finish().tags == [Tag(type: "html", key: "generator", value: "hand")])
  }

  @Test func `a key fits its column, and a long value is shortened with a mark`() {
    var tagger = self.tagger([String(repeating: "k", count: 150)])
    tagger.observe(.property(Property(key: "subject", value: String(repeating: "ü", count: 900))))
    tagger.observe(.part(TextPart(pages: nil, text: String(repeating: "K", count: 150))))

    let tags = tagger.finish().tags

    #expect(tags.first?.value == String(repeating: "ü", count: 499) + "…")
    #expect(tags.last == Tag(type: "keyword", key: String(repeating: "k", count: 100), value: "1"))
  }

  @Test func `a keyword's places are those of its first letters, in bytes of the text`() {
    var tagger = Tagger(
      TaggingRequest(keywords: [ExpandedKeyword(word: "light house", origin: .synonym, keyword: "lighthouse")]))
    tagger.observe(.part(TextPart(pages: nil, text: "Füße: light  house, ")))
    tagger.observe(.part(TextPart(pages: nil, text: "Light House")))

    let result = tagger.finish()

    let keyword = ExpandedKeyword(word: "light house", origin: .synonym, keyword: "lighthouse")
    #expect(result.findings.contains(.keyword(KeywordFinding(keyword: keyword, count: 2, positions: [8, 22]))))
    #expect(result.tags.contains(Tag(type: "synonym", key: "light house", value: "2")))
  }
}
