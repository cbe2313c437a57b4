import DatabaseTesting
import ProgramTesting
import SystemPackage
import Testing

@Suite(.database, .timeLimit(.minutes(1)))
struct SavedSearchTests {
  @Test func `saves, lists, runs and deletes searches`() async throws {
    let desk = try Desk()
    try desk.write("A heron in a text.", to: "a.txt")
    try desk.write("<title>Herons</title><body>A heron.</body>", to: "b.html")
    _ = try await desk.ingest()

    let saved = try await desk.program.run("searches", "save", "birds", "heron", "--type", "text/html", "--json")
    #expect(try saved.json["replaced"] == .bool(false))
    let listed = try await desk.program.run("searches", "list", "--json").json["searches"].list
    #expect(listed.map { $0["name"].string } == ["birds"])
    #expect(listed[0]["query"].string == "heron")
    #expect(listed[0]["options"]["type"].string == "text/html")

    let run = try await desk.program.run("searches", "run", "birds", "--json").json
    #expect(run["query"].string == "heron")
    #expect(run["hits"].list.map { $0["title"].string } == ["Herons"])

    #expect(try await desk.program.run("searches", "delete", "birds").status == 0)
    let gone = try await desk.program.run("searches", "run", "birds")
    #expect(gone.status == 66)
    #expect(gone.error.contains("no saved search 'birds'"))
  }

  @Test func `a peek is no look, and a look is`() async throws {
    let desk = try Desk()
    _ = try await desk.program.run("searches", "save", "birds", "heron")

    _ = try await desk.program.run("searches", "run", "birds", "--new", "--peek")
    #expect(try await lastLook(desk) == nil)
    _ = try await desk.program.run("searches", "run", "birds")
    #expect(try await lastLook(desk) == nil)
    _ = try await desk.program.run("searches", "run", "birds", "--new")
    #expect(try await lastLook(desk) != nil)
  }

  private func lastLook(_ desk: Desk) async throws -> String? {
    try await desk.program.run("searches", "list", "--json").json["searches"][0]["last_looked_at"].string
  }
}
