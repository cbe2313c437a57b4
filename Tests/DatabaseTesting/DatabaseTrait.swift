import PQ
import Storage
package import Testing

/// Gives every test of a suite a database of its own, as `TestDatabase.current`: `@Suite(.database)`.
///
/// Cloned from a template that was migrated once, and dropped after the test. Only so many exist at a time.
package struct DatabaseTrait: TestTrait, SuiteTrait, TestScoping {
  /// Without this, the tests of a suite would share one.
  package var isRecursive: Bool { true }
  /// Whether the schema is in it already.
  let isMigrated: Bool

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let outcome = try await Self.administrators.get().withConnection {
      (connection: Connection) async throws(PQError) -> Result<Void, any Error> in
      do {
        let database = try await TestDatabase.create(from: isMigrated ? Self.template.name() : nil, on: connection)
        let outcome = await Self.outcome {
          try await TestDatabase.$current.withValue(database) { try await function() }
        }
        try await database.drop(on: connection)
        return outcome
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// One connection a database, which also bounds how many there are.
  private static let administrators = Result { try Pool(conninfo: TestDatabase.administration().conninfo, size: 6) }
  private static let template = Template()

  private static func outcome(of body: () async throws -> Void) async -> Result<Void, any Error> {
    do { return .success(try await body()) } catch { return .failure(error) }
  }

  /// The migrated database that the others are cloned from. Nobody stays connected to it, or it could not be.
  private actor Template {
    private var made: Task<String, any Error>?

    func name() async throws -> String {
      let task = made ?? Task { try await Self.make() }
      made = task
      return try await task.value
    }

    private static func make() async throws -> String {
      let administration = Connection(conninfo: try TestDatabase.administration().conninfo)
      let database = try await TestDatabase.create(from: nil, on: administration)
      let owner = Connection(conninfo: database.ownerConninfo)
      try await Migrator(owner).up()
      await owner.close()
      return database.name
    }
  }
}

extension Trait where Self == DatabaseTrait {
  /// A database with the newest schema.
  package static var database: Self { DatabaseTrait(isMigrated: true) }
  /// A database without anything.
  package static var emptyDatabase: Self { DatabaseTrait(isMigrated: false) }
}
