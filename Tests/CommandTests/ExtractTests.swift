import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ExtractTests {
  private let folder: TestFolder
  private let program: Program

  init() throws {
    folder = try TestFolder()
    program = Program(home: folder.path.appending("home"))
  }

  @Test func `says everything of a file under the contract's keys`() async throws {
    let path = try folder.write("<title>Herons</title><body><p>A heron waits.</p></body>", to: "heron.html")

    let outcome = try await program.run("extract", path.string)

    let record = try #require(try outcome.records.first)
    #expect(outcome.status == 0)
    #expect(
      record.keys == [
        "path", "mime_type", "title", "language", "text", "boilerplate", "pages", "metadata", "keyphrases",
        "content_hash", "state", "error", "members",
      ])
    #expect(record["path"].string == path.string)
    #expect(record["mime_type"].string == "text/html")
    #expect(record["title"].string == "Herons")
    #expect(record["text"].string == "A heron waits.")
    #expect(record["state"].string == "stored")
    #expect(record["error"] == .null)
    #expect(record["content_hash"].string?.count == 64)
  }

  @Test func `lists what lies inside a file, and gives its text with the file's`() async throws {
    try folder.write("The heron waits.", to: "a.txt")
    try folder.write("The egret steps.", to: "b.txt")
    try shell("cd '\(folder.path)' && tar -czf inner.tar.gz b.txt && tar -cf outer.tar a.txt inner.tar.gz")

    let outcome = try await program.run("extract", "\(folder.path)/outer.tar")

    let record = try #require(try outcome.records.first)
    let text = Array((record["text"].string ?? "").unicodeScalars)
    let texts = record["members"].list.map { member in
      let start = member["start"].int ?? 0
      return String(String.UnicodeScalarView(text[start..<(start + (member["length"].int ?? 0))]))
    }
    #expect(outcome.status == 0)
    #expect(record["members"].list.map { $0["path"].string } == ["a.txt", "inner.tar.gz", "inner.tar.gz!/b.txt"])
    #expect(texts == ["The heron waits.", "b.txt\n", "The egret steps."])
    #expect(record["members"][2]["mime_type"].string == "text/plain")
  }

  @Test func `a compressed file is extracted as what is in it`() async throws {
    let path = try folder.write("The heron waits.", to: "a.txt")
    try shell("gzip '\(path)'")

    let outcome = try await program.run("extract", "\(path).gz")

    let record = try #require(try outcome.records.first)
    #expect(record["mime_type"].string == "application/gzip")
    #expect(record["text"].string == "The heron waits.")
    #expect(record["metadata"]["content_type"].string == "text/plain")
  }

  @Test func `gives one record a file in the order of the input, whichever is done first`() async throws {
    let long = String(repeating: "A long document takes its time. ", count: 60_000)
    var paths: [String] = []
    for number in 0..<40 {
      let text = number.isMultiple(of: 10) ? long : "short \(number)"
      paths.append(try folder.write(text, to: FilePath("\(number).txt")).string)
    }
    try folder.write(paths.joined(separator: "\n"), to: "list")

    let outcome = try await program.run("extract", "@\(folder.path)/list", "--workers", "2")

    #expect(try outcome.records.map { $0["path"].string } == paths)
  }

  @Test func `gives the path exactly as it was given, however it was spelt`() async throws {
    try folder.write("one", to: "a.txt")
    try folder.link("link.txt", to: "a.txt")
    var here = program
    here.workingFolder = folder.path

    let outcome = try await here.run(
      "extract", "./a.txt", "a.txt", "../\(folder.path.lastComponent?.string ?? "")/link.txt")

    let paths = try outcome.records.map { $0["path"].string }
    #expect(paths == ["./a.txt", "a.txt", "../\(folder.path.lastComponent?.string ?? "")/link.txt"])
    #expect(try outcome.records.allSatisfy { $0["text"].string == "one" })
  }

  @Test func `takes names with newlines and bytes that are no UTF-8 from a list with NULs`() async throws {
    let newline = try folder.write("first", to: "two\nlines.txt")
    try folder.write("second", named: Array("caf".utf8) + [0xE9] + Array(".txt".utf8))
    let list = Array(newline.string.utf8) + [0] + Array("\(folder.path)/caf".utf8) + [0xE9] + Array(".txt".utf8) + [0]

    let outcome = try await program.run(["extract", "-", "-0"].map { Array($0.utf8) }, input: list)

    #expect(outcome.status == 0)
    #expect(try outcome.records.map { $0["text"].string } == ["first", "second"])
    #expect(try outcome.records.map { $0["path"].string } == [newline.string, "\(folder.path)/caf\u{FFFD}.txt"])
  }

  @Test func `takes an argument that is no UTF-8`() async throws {
    try folder.write("second", named: Array("caf".utf8) + [0xE9])

    let outcome = try await program.run([Array("extract".utf8), Array("\(folder.path)/caf".utf8) + [0xE9]])

    #expect(try outcome.records.map { $0["text"].string } == ["second"])
  }

  @Test func `says what is wrong with a file in its place, and exits 1`() async throws {
    let good = try folder.write("good", to: "good.txt")
    let broken = try folder.write("%PDF-1.7\nnothing follows", to: "broken.pdf")

    let outcome = try await program.run("extract", broken.string, good.string)

    let records = try outcome.records
    #expect(outcome.status == 1)
    #expect(records.map { $0["state"].string } == ["corrupt", "stored"])
    #expect(records[0]["error"].keys == ["code", "message"])
    #expect(records[0]["text"].string == "")
  }

  @Test func `says in its place that a file is not there, and exits 66`() async throws {
    let good = try folder.write("good", to: "good.txt")

    let outcome = try await program.run("extract", "\(folder.path)/none.txt", good.string)

    let records = try outcome.records
    #expect(outcome.status == 66)
    #expect(outcome.error.contains("/none.txt: no such file"))
    #expect(records.map { $0["state"].string } == ["vanished", "stored"])
    #expect(records[0]["error"]["code"].string == "no_such_input")
  }

  @Test func `names each page's place in the text`() async throws {
    let fixture = Fixtures.folder.appending("lighthouses/keeping-the-light.pdf")

    let record = try #require(try await program.run("extract", fixture.string).records.first)

    let text = Array((record["text"].string ?? "").unicodeScalars)
    let pages = record["pages"].list
    #expect(pages.count > 1)
    #expect(pages.allSatisfy { $0.keys == ["page", "start", "length"] })
    #expect(pages.map { $0["page"].int } == (1...pages.count).map { $0 })
    #expect(pages.last.map { ($0["start"].int ?? 0) + ($0["length"].int ?? 0) } == text.count)
  }
}
