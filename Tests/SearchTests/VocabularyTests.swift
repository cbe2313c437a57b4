import Indexing
import Testing

@testable import Search

@Suite(.timeLimit(.minutes(1)))
struct VocabularyTests {
  private static let corpus = Vocabulary(segments: [
    WordBlocks.make(["maintain": 4, "maintenance": 30, "pump": 20, "pumps": 9, "pumpe": 1], perBlock: 2),
    WordBlocks.make(["main": 3, "maintenance": 12, "pump": 1, "purple": 50, "zebra": 7]),
    [],
  ])

  @Test(arguments: [
    ("p", ["purple 50", "pump 21", "pumps 9", "pumpe 1"]), ("main", ["maintenance 42", "maintain 4", "main 3"]),
    ("Water PUM", ["Water pump 21", "Water pumps 9", "Water pumpe 1"]),
    ("wi-MAINT", ["wi-maintenance 42", "wi-maintain 4"]),
    ("x", []),
  ])
  func `completes the last word by the corpus's words, the most frequent first`(
    text: String, expected: [String]
  ) throws {
    let found = try #require(Completions(of: text)).best(10, in: Self.corpus)

    #expect(found.map { "\($0.text) \($0.documents)" } == expected)
  }

  @Test(arguments: ["", " ", "pump ", "pump,", "?"])
  func `completes nothing where no word is begun`(text: String) {
    #expect(Completions(of: text) == nil)
  }

  @Test func `finds the same leaders as counting and sorting does, over any segments`() throws {
    var random = Numbers(seed: 11)
    for _ in 0..<100 {
      let segments = (0..<random.below(5)).map { _ in Self.words(&random, 200) }
      var sums: [String: Int] = [:]
      for segment in segments { sums.merge(segment, uniquingKeysWith: +) }
      let prefix = ["", "a", "ab", "é", "c"][random.below(5)]
      let limit = 1 + random.below(12)

      let vocabulary = Vocabulary(segments: segments.map { WordBlocks.make($0, perBlock: 1 + random.below(30)) })
      let found = try vocabulary.most(frequent: limit, in: WordRange(prefix: prefix))

      let sorted = sums.filter { $0.key.utf8.starts(with: prefix.utf8) }.sorted {
        $0.value != $1.value ? $0.value > $1.value : $0.key.utf8.lexicographicallyPrecedes($1.key.utf8)
      }
      #expect(found == sorted.prefix(limit).map { Vocabulary.Entry(text: $0.key, documents: $0.value) })
    }
  }

  @Test func `finds every word within some edits, with the documents of all segments`() throws {
    var random = Numbers(seed: 5)
    for _ in 0..<50 {
      let segments = (0..<3).map { _ in Self.words(&random, 150) }
      let target = Self.word(&random)

      let vocabulary = Vocabulary(segments: segments.map { WordBlocks.make($0, perBlock: 1 + random.below(30)) })
      let found = try vocabulary.words(near: target, edits: 2)

      var expected: [String: Int] = [:]
      for (word, documents) in segments.joined() {
        if EditWalk.distance(Array(target.utf8), Array(word.utf8), limit: 2) != nil {
          expected[word, default: 0] += documents
        }
      }
      #expect(Dictionary(uniqueKeysWithValues: found.map { ($0.entry.text, $0.entry.documents) }) == expected)
      #expect(found.map(\.distance) == found.map(\.distance).sorted())
    }
  }

  @Test(arguments: [
    ("maintenence", 0, "maintenance"), ("maintainance", 0, "maintenance"), ("pmup", 0, "pump"), ("umps", 0, "pumps"),
    // As frequent a word is no correction, and neither is one that is less than ten times as frequent.
    ("pumpe", 1, "pump"), ("pumpe", 2, "pump"), ("pumpf", 2, nil), ("pump", 21, nil),
    // Two edits only in longer words, and not with another first letter.
    ("pamd", 0, nil), ("baintenence", 0, nil), ("pu", 0, nil), ("ds7604", 0, nil),
  ])
  func `corrects rare words by frequent ones that are near`(word: String, documents: Int, expected: String?) throws {
    let corpus = word == "pumpf" ? Vocabulary(segments: [WordBlocks.make(["pumpf": 2, "pump": 19])]) : Self.corpus

    #expect(try Corrections(of: word, documents: documents)?.best(in: corpus)?.text == expected)
  }

  @Test func `looks where a word's first letters are right, missing or swapped`() throws {
    let ranges = try #require(Corrections(of: "umps", documents: 0)).ranges

    #expect(ranges == [WordRange(prefix: "u"), WordRange(only: "mps"), WordRange(only: "mups")])
  }

  @Test func `puts corrections into the query as it was typed`() {
    let corrections = ["maintenence": "maintenance", "of": "off"]

    let corrected = Corrections.apply(corrections, to: "title:\"Maintenence of\"  -pümps")
    #expect(corrected == "title:\"maintenance off\"  -pümps")
    #expect(Corrections.apply(corrections, to: "pump") == nil)
  }

  @Test func `damaged blocks are told, and never trap`() {
    let block = WordBlocks.make(["alpha": 1, "beta": 300, "betamax": 2, "gamma": 9])[0]
    for index in block.payload.indices {
      for flip in [0x01, 0x40, 0x80, 0xFF] as [UInt8] {
        var payload = block.payload
        payload[index] ^= flip
        let damaged = Vocabulary(segments: [[SegmentBlock(kind: .words, firstKey: block.firstKey, payload: payload)]])
        _ = try? damaged.most(frequent: 3, in: .all)
        _ = try? damaged.words(near: "beta", edits: 2)
      }
    }
  }

  private static func words(_ random: inout Numbers, _ count: Int) -> [String: Int] {
    var words: [String: Int] = [:]
    for _ in 0..<random.below(count) { words[word(&random)] = 1 + random.below(40) }
    return words
  }

  private static func word(_ random: inout Numbers) -> String {
    String((0..<(1 + random.below(9))).map { _ in ["a", "b", "c", "é"][random.below(4)] as Character })
  }
}
