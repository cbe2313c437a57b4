import Indexing
import Testing

struct TermKeyTests {
  @Test func `the forms of a stem are neighbours, and no other word is among them`() {
    let forms = TermKey.forms(of: "run".utf8)
    let inside = ["run", "runs", "running"].map { TermKey(stem: "run".utf8, word: $0.utf8) }
    let outside = [TermKey(stem: "runner".utf8, word: "runner".utf8), TermKey(stem: "ru".utf8, word: "run".utf8)]
    #expect(inside.allSatisfy { $0 >= TermKey(bytes: forms.from) && $0 < TermKey(bytes: forms.to) })
    #expect(!outside.contains { $0 >= TermKey(bytes: forms.from) && $0 < TermKey(bytes: forms.to) })
  }
}
