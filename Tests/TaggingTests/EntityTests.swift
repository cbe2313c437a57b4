import Documents
import Pipeline
import Tagging
import Testing

@Suite(.timeLimit(.minutes(1)))
struct EntityTests {
  private func entities(_ text: String) -> [String] {
    var tagger = Tagger(TaggingRequest(keyphrases: 0))
    tagger.observe(.part(TextPart(pages: nil, text: text)))
    return tagger.finish().tags.filter { $0.type == "entity" }.map { "\($0.key)=\($0.value)" }
  }

  @Test(
    arguments: [
      ("Write to Ida.Marlow@Example.ORG.", "email=Ida.Marlow@example.org"),
      ("see (https://example.org/a_(b)?c=1), please", "url=https://example.org/a_(b)?c=1"),
      ("doi:10.1000/XYZ.123.", "doi=10.1000/xyz.123"), ("ISBN 978-0-306-40615-7", "isbn=9780306406157"),
      ("ISBN 0-306-40615-2", "isbn=0306406152"), ("0000-0002-1825-0097", "orcid=0000-0002-1825-0097"),
      ("IBAN: GB82 WEST 1234 5698 7654 32.", "iban=GB82WEST12345698765432"), ("on 2024-02-29", "date=2024-02-29"),
      ("am 1. März 1822 und", "date=1822-03-01"), ("31/05/2024", "date=2024-05-31"),
      ("05/31/2024", "date=2024-05-31"), ("el 5 de mayo de 1990", "date=1990-05-05"),
    ])
  func `an entity is found, in its one form`(text: String, expected: String) {
    #expect(entities(text) == [expected])
  }

  @Test(
    arguments: [
      "ISBN 978-0-306-40615-8", "0306406152", "0000-0002-1825-0098", "GB82 WEST 1234 5698 7654 33", "2023-02-29",
      "5/6/2024", "version 1.2.3", "user@host", "a @ b", "http://", "10.1/x", "12345678901234567890",
    ])
  func `what fails its check digit or its form is not an entity`(text: String) {
    #expect(entities(text).isEmpty)
  }

  @Test func `of a kind, the first few are kept`() {
    let text = (0..<100).map { "a\($0)@example.org" }.joined(separator: " ")

    #expect(entities(text).count == 10)
    #expect(entities(text).first == "email=a0@example.org")
  }
}
