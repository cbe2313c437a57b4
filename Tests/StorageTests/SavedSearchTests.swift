import DatabaseTesting
import Dispatch
import Documents
import PQ
import Storage
import Testing

@Suite(.database, .timeLimit(.minutes(1))) struct SavedSearchTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)

  private func store(_ user: String = "local") async throws -> SavedSearchStore {
    let database = try await Database(conninfo: TestDatabase.current.conninfo, userName: user)
    return SavedSearchStore(connection: database.connection(), user: database.user)
  }

  @Test func `gives back what was saved, in the order of names`() async throws {
    let store = try await store()
    let options = SavedSearchOptions(
      type: "pdf,html", language: "de", tags: ["a=\"b\"", "c"], since: "2024", until: "2025-01",
      includesFormerVersions: true)

    #expect(try await store.save("pumps", query: "\"pump house\" -river", options: options) == false)
    #expect(try await store.save("avocets", query: "avocet", options: SavedSearchOptions()) == false)

    let all = try await store.searches()
    #expect(all.map(\.name) == ["avocets", "pumps"])
    #expect(try await store.search("pumps") == all[1])
    #expect(all[1].query == "\"pump house\" -river" && all[1].options == options && all[1].lastLook == nil)
    #expect(all[0].options == SavedSearchOptions())
  }

  @Test func `remembers the last look until the search asks for something else`() async throws {
    let store = try await store()
    _ = try await store.save("pumps", query: "pump", options: SavedSearchOptions())
    let moment = try await store.moment()
    try await store.markLooked("pumps", at: moment)

    #expect(try await store.save("pumps", query: "pump", options: SavedSearchOptions()))
    #expect(try await store.search("pumps").lastLook == moment)
    #expect(try await store.save("pumps", query: "pump", options: SavedSearchOptions(type: "pdf")))
    #expect(try await store.search("pumps").lastLook == nil)
  }

  @Test func `deletes a search, and says which there is not`() async throws {
    let store = try await store()
    _ = try await store.save("pumps", query: "pump", options: SavedSearchOptions())

    try await store.delete("pumps")

    await #expect(throws: StorageError.self) { try await store.delete("pumps") }
    let error = await #expect(throws: StorageError.self) { try await store.search("pumps") }
    #expect(error?.code == "no_such_saved_search")
  }

  @Test func `shows nobody what another keeps`() async throws {
    try await owner.execute(
      Statement("INSERT INTO users (username, email, hashed_password) VALUES ('bob', 'b', '!')"))
    let (mine, his) = (try await store(), try await store("bob"))
    _ = try await mine.save("pumps", query: "pump", options: SavedSearchOptions())
    _ = try await his.save("pumps", query: "other", options: SavedSearchOptions())

    #expect(try await mine.searches().map(\.query) == ["pump"])
    #expect(try await his.searches().map(\.query) == ["other"])
    // Row-level security holds even where the condition on the user is left out.
    let bob = try await Database(conninfo: TestDatabase.current.conninfo, userName: "bob").connection()
    let all = Query("SELECT query FROM saved_searches") { row throws(PQError) in try row.text(0) }
    #expect(try await bob.run(all) == ["other"])
  }

  @Test func `takes no moment behind which a transaction under way may still store something`() async throws {
    let store = try await store()
    let ingest = Connection(conninfo: TestDatabase.current.conninfo)
    let now = Query("SELECT to_char(now(), 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')") { row throws(PQError) in
      try row.text(0)
    }
    let (beginnings, beginning) = AsyncStream.makeStream(of: String?.self)
    let isAsked = DispatchSemaphore(value: 0)

    async let storing: Void = ingest.withSession { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        beginning.yield(try session.first(now))
        isAsked.wait()
      }
    }
    let began = await beginnings.first { _ in true }
    let during = try await store.moment()
    isAsked.signal()
    try await storing
    let after = try await store.moment()

    #expect(during == began)
    #expect(after > during)
  }
}
