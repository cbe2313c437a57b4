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
      ("March 7th, 2018", "date=2018-03-07"), ("on Sept. 1 2018.", "date=2018-09-01"),
      ("MAY 31, 2024", "date=2024-05-31"), ("the 7th of March 2018", "date=2018-03-07"),
      ("le 1er août 1990", "date=1990-08-01"), ("o 1º de março de 1990", "date=1990-03-01"),
      ("7 сентября 2018 г.", "date=2018-09-07"), ("2009年3月7日", "date=2009-03-07"),
      ("灯台は2009年12月31日に", "date=2009-12-31"),
      ("2009년 3월 7일", "date=2009-03-07"),
    ])
  func `an entity is found, in its one form`(text: String, expected: String) {
    #expect(entities(text) == [expected])
  }

  @Test(
    arguments: [
      ("see https://doi.org/10.1038/S41586-020-2649-2.", "doi=10.1038/s41586-020-2649-2"),
      ("(http://dx.doi.org/10.1000/182)", "doi=10.1000/182"),
      ("https://doi.org/10.1000/182?ref=home#top", "doi=10.1000/182"),
      ("https://orcid.org/0000-0001-5109-3700, Ida", "orcid=0000-0001-5109-3700"),
      (
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8%3C693::AID-ASI4%3E3.0.CO;2-O",
        "doi=10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
      ),
      (
        "https://doi.org/10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O",
        "doi=10.1002/(sici)1097-4571(199806)49:8<693::aid-asi4>3.0.co;2-o"
      ),
    ])
  func `the address of a DOI or of an ORCID is both`(text: String, expected: String) {
    let found = entities(text)

    #expect(found.count == 2)
    #expect(found.first?.hasPrefix("url=http") == true)
    #expect(found.last == expected)
  }

  @Test(
    arguments: [
      "https://example.org/10.1000/182", "https://orcid.org/0000-0001-5109-3701", "https://doi.org/help",
      "https://doi.org/10.1000/%",
    ])
  func `another address is no DOI and no ORCID`(text: String) {
    #expect(entities(text).allSatisfy { $0.hasPrefix("url=") })
  }

  @Test func `a DOI that holds a SICI is whole, and markup around one is not of it`() {
    let sici = "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O"

    #expect(entities("doi: \(sici).") == ["doi=\(sici.lowercased())"])
    #expect(entities("<b>10.1000/182</b>") == ["doi=10.1000/182"])
  }

  @Test(
    arguments: [
      "ISBN 978-0-306-40615-8", "0306406152", "0000-0002-1825-0098", "GB82 WEST 1234 5698 7654 33", "2023-02-29",
      "5/6/2024", "version 1.2.3", "user@host", "a @ b", "http://", "10.1/x", "12345678901234567890",
      "March 32nd, 2018", "March 7th", "Marching 7, 2018", "2009年13月7日", "12009年3月7日", "7th 3.2018",
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
