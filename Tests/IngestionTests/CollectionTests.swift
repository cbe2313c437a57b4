import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

/// What an ingest makes of a document in view of those that are there already.
@Suite(.database, .timeLimit(.minutes(2)))
struct CollectionTests {
  @Test func `skip leaves out what is nearly the same, and it is unchanged the next time`() async throws {
    let desk = try Desk()
    let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
    try desk.write(words, to: "first.txt")
    try desk.folder.write(
      """
      pipeline: skipping
      steps:
        - { stage: fetch }
        - { stage: dedupe, options: { near: skip } }
        - { stage: detect }
        - { stage: extract }
        - { stage: persist }
      """, to: "pipeline.yaml")
    let pipeline = "\(desk.folder.path)/pipeline.yaml"
    _ = try await desk.ingest("--pipeline", pipeline)
    try desk.write(words + " and four words more", to: "second.txt")

    let second = try await desk.ingest("--pipeline", pipeline)
    let third = try await desk.ingest("--pipeline", pipeline)

    #expect(try second.json["ledger"].counts == ["unchanged": 1, "duplicate": 1], "\(second.text)")
    #expect(try third.json["ledger"].counts == ["unchanged": 2], "\(third.text)")
    #expect(try desk.blobCount() == 1)
    #expect(try await desk.search("word7")["total"].int == 1)
    let duplicates = try await desk.program.run("duplicates", "--json").json
    let groups = duplicates["groups"].list
    #expect(groups.map { $0["kind"].string } == ["near"])
    #expect(groups.first?["documents"].list.map { $0["left_out"] } == [.bool(false), .bool(true)])
    let size = words.utf8.count
    #expect(groups.first?["documents"].list.map { $0["file_size"].int } == [size, size + 20])
    #expect(duplicates["freed"].int == size)
  }

  @Test func `link keeps both, folds them in search, and duplicates lists them`() async throws {
    let desk = try Desk()
    let words = (0..<400).map { "word\($0)" }.joined(separator: " ")
    try desk.write(words, to: "first.txt")
    try desk.write(words + " and four words more", to: "second.txt")

    let outcome = try await desk.ingest()
    let listed = try await desk.program.run("duplicates", "--json")

    #expect(try outcome.json["ledger"].counts == ["stored": 2])
    #expect(try await desk.search("word7")["hits"].list.count == 1)
    #expect(try await desk.search("word7", "--no-fold")["hits"].list.count == 2)
    #expect(listed.status == 0, "\(listed.text)")
    #expect(try listed.json["groups"].list.map { $0["kind"].string } == ["near"])
    #expect(try listed.json["freed"].int == words.utf8.count)
  }

  @Test func `keyphrases are weighed by how frequent their words are in the collection`() async throws {
    let desk = try Desk()
    for number in 0..<100 { try desk.write("brass ring, number \(number)", to: FilePath("old/\(number).txt")) }
    try desk.write("brass ring; oil lamp", to: "before.txt")
    _ = try await desk.ingest()
    try desk.write("brass ring; oil lamp.", to: "after.txt")

    let outcome = try await desk.ingest()

    #expect(try outcome.json["ledger"].counts == ["unchanged": 101, "stored": 1])
    let first = """
      SELECT tag.tag_key FROM metadata_tags AS tag JOIN artifacts AS artifact ON artifact.id = tag.artifact_id
      WHERE tag.tag_type = 'keyphrase' AND tag.tag_value::numeric = 1 AND artifact.title =
      """
    #expect(try await desk.ask(first + " 'before.txt'") == "brass ring")
    #expect(try await desk.ask(first + " 'after.txt'") == "oil lamp")
    #expect(try shell("find '\(desk.folder.path)' -name 'statistics-*'").isEmpty)
  }
}
