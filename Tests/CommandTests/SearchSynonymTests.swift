import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

@Suite(.database, .timeLimit(.minutes(1)))
struct SearchSynonymTests {
  @Test func `finds by synonyms of the file that is named, and says in parsed what was searched`() async throws {
    let desk = try Desk()
    try desk.write("An automobile.", to: "a.txt")
    _ = try await desk.ingest()
    let file = try desk.folder.write("car, automobile\n", to: "synonyms")

    #expect(try await desk.search("car")["total"].int == 0)
    let found = try await desk.search("car", "--synonyms", file.string)

    #expect(found["total"].int == 1)
    #expect(found["parsed"].string == "(car OR automobile)")
  }

  @Test func `refuses a file with a line that is no rule, and one that is not there`() async throws {
    let desk = try Desk()
    let file = try desk.folder.write("car, automobile\ntv =>\n", to: "synonyms")

    let malformed = try await desk.program.run("search", "car", "--synonyms", file.string)
    let missing = try await desk.program.run("search", "car", "--synonyms", "/nonexistent/synonyms")

    #expect(malformed.status == 78)
    #expect(malformed.error.contains("\(file), line 2: "))
    #expect(missing.status == 66)
  }

  @Test func `the query and the options state conditions in one language`() async throws {
    let desk = try Desk()
    try desk.write("An avocet.", to: "a.txt")
    _ = try await desk.ingest()

    let page = try await desk.search(
      "avocet since:2020", "--type", "html,text/plain", "--tag", "a=b c", "--until", "2099")

    #expect(
      page["parsed"].string == "avocet since:2020 type:html,text/plain until:2099 tag:\"a=b c\"")
  }
}
