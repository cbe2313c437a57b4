import Indexing
import Testing

@testable import Search

struct OccurrenceTests {
  private static func phrase(_ words: String..., zones: Set<Zone> = []) -> QueryTree {
    let words = words.enumerated().map { offset, word in
      PhraseWord(word.replacing("*", with: ""), offset: offset, isPrefix: word.hasSuffix("*"))
    }
    return QueryTree(clauses: [QueryClause(.phrase(words, zones: zones))])
  }

  @Test func `a phrase is found where its words stand in that order, in these forms`() throws {
    let index = TestIndex([
      "to be or not to be", "not to be", "be to not", "to bees or not", "to be,\n or not to be, that is",
    ])
    #expect(try Set(index.answer(Self.phrase("to", "be", "or", "not"))) == [1, 5])
    #expect(try Set(index.answer(Self.phrase("not", "to", "be"))) == [1, 2, 5])
    #expect(try index.answer(Self.phrase("be", "be")).isEmpty)
    #expect(try index.answer(Self.phrase("to", "be*")).count == 4)
  }

  @Test func `phrases agree with a search of the words themselves`() throws {
    var random = SplitMix(state: 5)
    let words = ["a", "b", "c", "d"]
    let bodies = (0..<300).map { _ in
      (0..<Int.random(in: 1...30, using: &random)).map { _ in words.randomElement(using: &random) ?? "a" }
    }
    let index = TestIndex(bodies.map { $0.joined(separator: " ") }, segments: 2)
    for length in 2...4 {
      let wanted = (0..<length).map { _ in words.randomElement(using: &random) ?? "a" }
      let tree = QueryTree(clauses: [
        QueryClause(.phrase(wanted.enumerated().map { PhraseWord($1, offset: $0) }))
      ])
      let expected = bodies.indices.filter { holds(wanted, bodies[$0]) }.map { Int32($0 + 1) }
      #expect(try Set(index.answer(tree)) == Set(expected))
    }
  }

  private func holds(_ phrase: [String], _ body: [String]) -> Bool {
    guard body.count >= phrase.count else { return false }
    return (0...(body.count - phrase.count)).contains { Array(body[$0..<($0 + phrase.count)]) == phrase }
  }

  @Test func `a phrase is right anywhere in a long document`() throws {
    let filler = (0..<200_000).map { "w\($0 % 977)" }.joined(separator: " ")
    let index = TestIndex(["\(filler) needle in haystack \(filler)", "\(filler) needle \(filler) in haystack"])
    #expect(try index.answer(Self.phrase("needle", "in", "haystack")) == [1])
  }

  @Test(
    arguments: [
      (["the", "to"], []), (["to", "handlers"], []), (["the", "event", "handlers"], []), (["event", "to"], []),
      (["the", "event"], [1, 2]), (["wires", "handlers"], [1, 2]), (["the", "eventtowires"], [1, 2]),
      (["eventtowires", "handlers"], [1, 2]), (["to"], [1, 2]), (["ds", "7604"], [3]), (["7604", "camera"], []),
      (["the", "t*"], []), (["the", "ev*"], [1, 2]), (["w*", "handlers"], [1, 2]),
    ] as [([String], Set<Int32>)])
  func `a part of a longer word stands in a phrase only where nothing of that word stands between`(
    words: [String], found: Set<Int32>
  ) throws {
    let index = TestIndex([
      "the EventToWires handlers", "calls the EventToWires handlers twice", "a DS-7604NI camera",
    ])
    let phrase = words.enumerated().map { offset, word in
      PhraseWord(word.replacing("*", with: ""), offset: offset, isPrefix: word.hasSuffix("*"))
    }

    #expect(try Set(index.answer(QueryTree(clauses: [QueryClause(.phrase(phrase))]))) == found)
  }

  @Test func `a part of a longer word is found as a word is, in all its forms`() throws {
    let index = TestIndex(["the EventToWires handlers", "one wire"])

    for node in [QueryNode.word("wire"), .word("wires"), .prefix("wir"), .fuzzy("wires", edits: 1)] {
      let tree = QueryTree(clauses: [QueryClause(node)])
      #expect(try Set(index.answer(tree)).contains(1), "\(node)")
    }
    let near = QueryNode.near([.word("event"), .word("handler")], distance: 0)
    #expect(try index.answer(QueryTree(clauses: [QueryClause(near)])) == [1])
  }

  @Test func `words are near each other with at most so many others between them, in any order`() throws {
    let index = TestIndex(["red one two blue", "blue one red", "red one two three blue", "red", "blue"])
    let near = { (distance: Int) in
      QueryTree(clauses: [QueryClause(.near([.word("red"), .word("blue")], distance: distance))])
    }
    #expect(try Set(index.answer(near(1))) == [2])
    #expect(try Set(index.answer(near(2))) == [1, 2])
    #expect(try Set(index.answer(near(3))) == [1, 2, 3])
  }

  @Test func `a zone is where a word or a phrase must stand`() throws {
    let index = TestIndex([
      TestIndex.Text(title: "Old lighthouses", body: "A tower of stone"),
      TestIndex.Text(title: "A tower of stone", body: "Old lighthouses"),
    ])
    let word = QueryTree(clauses: [QueryClause(.word("lighthouse", zones: [.title]))])
    #expect(try index.answer(word) == [1])
    #expect(try index.answer(Self.phrase("tower", "of", "stone", zones: [.title])) == [2])
    #expect(try index.answer(Self.phrase("tower", "of", "stone", zones: [.body])) == [1])
  }

  @Test func `alternatives count as one term`() throws {
    let index = TestIndex(["car", "automobile", "motor car here", "bus"])
    let either = QueryNode.either([
      .word("automobile"), .phrase([PhraseWord("motor", offset: 0), PhraseWord("car", offset: 1)]),
    ])
    #expect(try Set(index.answer(QueryTree(clauses: [QueryClause(either)]))) == [2, 3])
  }

  @Test(arguments: ["中", "の", "한", "ก", "अ", "я", "a", "ab"])
  func `one letter of any script begins words`(letter: String) throws {
    let index = TestIndex(["\(letter)\(letter)b", "zzz"])
    #expect(try index.answer(QueryTree(clauses: [QueryClause(.prefix(letter))])) == [1])
  }

  @Test(arguments: ["北京中", "中", "x 中国"]) func `a single character of a pair script is found wherever it stands`(
    text: String
  ) throws {
    let index = TestIndex([text, "京"])
    #expect(try index.answer(QueryParser(now: 0).tree(of: "中")) == [1])
  }

  @Test(arguments: ["possibilit", "possibil", "possib", "dyin", "dying", "lyin", "skie"])
  func `a prefix finds words whose stem does not begin with it`(prefix: String) throws {
    let index = TestIndex(["a possibility", "dying", "lying", "skies", "none"])
    #expect(try index.answer(QueryTree(clauses: [QueryClause(.prefix(prefix))])).count == 1)
  }

  @Test func `of three words, any place of each may be the one that is near`() throws {
    let index = TestIndex([
      "red blue one blue one green", "red blue one two three green", "red green", "green one red blue",
    ])
    let near = QueryNode.near([.word("red"), .word("blue"), .word("green")], distance: 2)

    #expect(try Set(index.answer(QueryTree(clauses: [QueryClause(near)]))) == [1, 4])
  }

  @Test func `two words that stand at one place are not near each other`() throws {
    let index = TestIndex(["reds blue", "reds red"])
    let near = QueryNode.near([.word("reds"), .prefix("re")], distance: 1)

    #expect(try index.answer(QueryTree(clauses: [QueryClause(near)])) == [2])
  }

  @Test func `nearness is what trying all places finds, of words that come twice and of prefixes, too`() throws {
    var random = SplitMix(state: 9)
    let bodies = (0..<200).map { _ in
      (0..<Int.random(in: 1...25, using: &random)).map { _ in
        ["ab", "ac", "b", "x", "y", "z"].randomElement(using: &random) ?? "x"
      }
    }
    let index = TestIndex(bodies.map { $0.joined(separator: " ") }, segments: 2)
    for distance in 0...3 {
      let twice = QueryTree(clauses: [QueryClause(.near([.word("b"), .word("b")], distance: distance))])
      let prefix = QueryTree(clauses: [QueryClause(.near([.prefix("a"), .word("b")], distance: distance))])
      let places = { (body: [String], isWanted: (String) -> Bool) in body.indices.filter { isWanted(body[$0]) } }
      let twins = bodies.indices.filter { number in
        let found = places(bodies[number]) { $0 == "b" }
        return zip(found, found.dropFirst()).contains { $1 - $0 - 1 <= distance }
      }
      let pairs = bodies.indices.filter { number in
        let found = places(bodies[number]) { $0 == "b" }
        return places(bodies[number]) { $0.hasPrefix("a") }.contains { place in
          found.contains { abs($0 - place) - 1 <= distance }
        }
      }
      #expect(try Set(index.answer(twice)) == Set(twins.map { Int32($0 + 1) }))
      #expect(try Set(index.answer(prefix)) == Set(pairs.map { Int32($0 + 1) }))
    }
  }

  @Test func `in segments of many documents all are looked at, whatever processor does it`() throws {
    // One in three has the phrase, one in five the words the other way round.
    let bodies = (1...20_000).map { number in
      number % 3 == 0 ? "of the cat" : number % 5 == 0 ? "the dog of" : "the x y of"
    }
    let index = TestIndex(bodies)
    let expected = { (isFound: (String) -> Bool) in
      Set(bodies.indices.filter { isFound(bodies[$0]) }.map { Int32($0 + 1) })
    }
    let near = QueryTree(clauses: [QueryClause(.near([.word("dog"), .word("of")], distance: 0))])

    #expect(try Set(index.answer(Self.phrase("of", "the"), limit: 20_000)) == expected { $0.hasPrefix("of") })
    #expect(try Set(index.answer(Self.phrase("of", "the", "c*"), limit: 20_000)) == expected { $0.hasSuffix("cat") })
    #expect(try Set(index.answer(near, limit: 20_000)) == expected { $0.contains("dog") })
  }

  @Test(.timeLimit(.minutes(1))) func `many common words near each other take no longer than their places`() throws {
    let index = TestIndex((0..<40).map { _ in String(repeating: "the ", count: 2000) })
    let tree = QueryTree(clauses: [
      QueryClause(.near(Array(repeating: .prefix("t"), count: 60), distance: 10))
    ])
    let started = ContinuousClock.now
    #expect(try index.answer(tree).count == 40)
    #expect(ContinuousClock.now - started < .seconds(20))
  }
}
