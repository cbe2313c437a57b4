import Documents
import Testing

@testable import Storage

/// What lies between two versions of a text.
struct TextComparisonTests {
  @Test func `counts the characters of words that are gone, and of words that came`() {
    let change = compare(["the old lamp burns"], ["the new lamp burns bright"])

    #expect(change.body == TextChange.Amount(before: 15, after: 21, lost: 3, gained: 9))
    #expect(change.similarity == 12.0 / 24)
  }

  @Test func `the order of words, and how parts are cut, make no difference`() {
    let change = compare(["left column ", "right column"], ["left right column column"])

    #expect(change.body.lost == 0 && change.body.gained == 0)
    #expect(change.similarity == 1)
  }

  @Test func `a word that stands less often is lost as often`() {
    #expect(compare(["tick tick tick"], ["tick"]).body.lost == 8)
  }

  @Test func `what moved to where it counts less is lost to the text, not to the document`() {
    var comparison = TextComparison()
    comparison.add("home news text", .body, isNew: false)
    comparison.add("text", .body, isNew: true)
    comparison.add("home news", .boilerplate, isNew: true)

    let change = comparison.finish()

    #expect(change.body.lost == 8)
    #expect(change.whole.lost == 0 && change.whole.before == change.whole.after)
  }

  @Test func `scripts without spaces are compared letter by letter`() {
    let change = compare(["灯台の灯り"], ["灯台の光"])

    #expect(change.body == TextChange.Amount(before: 5, after: 4, lost: 2, gained: 1))
  }

  private func compare(_ former: [String], _ new: [String]) -> TextChange {
    var comparison = TextComparison()
    for text in former { comparison.add(text, .body, isNew: false) }
    for text in new { comparison.add(text, .body, isNew: true) }
    return comparison.finish()
  }
}
