import Indexing
import Testing

struct FingerprintTests {
  private func fingerprint(_ text: String, in zone: Zone = .body) -> UInt64 {
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))
    _ = builder.add(text, to: zone, language: "en")
    return builder.end().fingerprint
  }

  private func words(_ count: Int) -> [String] {
    var random = SampleRandomness(seed: 11)
    return (0..<count).map { _ in SampleDocument.rareWord(400, from: &random) }
  }

  @Test func `texts that differ in a word differ in few bits, others in many`() {
    var changed = words(2_000)
    changed[1_000] = "changed"
    let original = fingerprint(words(2_000).joined(separator: " "))

    #expect((original ^ fingerprint(changed.joined(separator: " "))).nonzeroBitCount <= 3)
    #expect((original ^ fingerprint(words(2_000).reversed().joined(separator: " "))).nonzeroBitCount > 12)
  }

  @Test func `case and punctuation do not count, nor does how a body is cut into pages`() {
    var builder = SegmentBuilder()
    builder.begin(DocumentAttributes(identifier: 1, type: "text", mediaType: "text/plain"))
    _ = builder.add("THE quick, brown fox", to: .body, language: "en")
    _ = builder.add("jumps over the lazy dog!", to: .body, language: "en")

    #expect(builder.end().fingerprint == fingerprint("the quick brown fox jumps over the lazy dog"))
  }

  @Test func `seven words and texts outside the body have none`() {
    #expect(fingerprint(words(7).joined(separator: " ")) == 0)
    #expect(fingerprint(words(8).joined(separator: " ")) != 0)
    #expect(fingerprint(words(80).joined(separator: " "), in: .title) == 0)
  }

  @Test func `a fingerprint is the same in every run`() {
    #expect(fingerprint("the quick brown fox jumps over the lazy dog") == 14_333_888_129_581_894_124)
  }
}
