import DatabaseTesting
import PQ
import Storage
import Testing

@Suite(.emptyDatabase, .timeLimit(.minutes(1))) struct MigrationTests {
  private let owner = Connection(conninfo: TestDatabase.current.ownerConninfo)

  @Test func `goes up, down and up again, and remembers every step`() async throws {
    let migrator = Migrator(owner)

    #expect(try await migrator.up() == Migration.all)
    #expect(try await migrator.down(to: 0) == Migration.all.reversed())
    #expect(try await migrator.up() == Migration.all)

    #expect(try await migrator.status().isCurrent)
    let steps = try await migrator.history().map { "\($0.direction) \($0.version)" }
    #expect(steps == ["up 1", "up 2", "up 3", "down 3", "down 2", "down 1", "up 1", "up 2", "up 3"])
  }
}
