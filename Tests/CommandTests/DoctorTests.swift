import DatabaseTesting
import ProgramTesting
import Testing

/// What `doctor` finds on a server that is named.
@Suite(.database, .timeLimit(.minutes(3)))
struct DoctorTests {
  @Test func `says which server answers, that its schema is up to date, and that row-level security holds`()
    async throws
  {
    let checks = try await checks(TestDatabase.current.url)

    #expect(checks["database"]?["verdict"].string == "ok")
    #expect(checks["database"]?["detail"].string?.contains("reached as stratlogic") == true)
    #expect(checks["schema"]?["verdict"].string == "ok")
    #expect(checks["role"]?["verdict"].string == "ok")
  }

  @Test(arguments: [("stratlogic_owner", "owns the tables"), ("postgres", "is a superuser")])
  func `warns of a role that row-level security does not hold`(role: String, reason: String) async throws {
    let url = TestDatabase.current.url.replacing("user=stratlogic", with: "user=\(role)")

    let checks = try await checks(url)

    #expect(checks["role"]?["verdict"].string == "warning")
    #expect(checks["role"]?["detail"].string?.contains(reason) == true)
  }

  @Test func `says how far a schema is behind, with exit code 78`() async throws {
    let desk = try Desk()
    let url = TestDatabase.current.ownerURL
    _ = try await desk.program.run("db", "migrate", "down", "--to", "1", "--database", url)

    let outcome = try await desk.program.run("doctor", "--database", url)

    #expect(outcome.status == 78)
    #expect(outcome.text.contains("schema: version 1, and this program needs"))
    #expect(outcome.text.contains("stratlogic db migrate up"))
  }

  @Test func `says that a server cannot be reached`() async throws {
    let outcome = try await Desk().program.run("doctor", "--database", "postgresql:///nothing?host=/nonexistent")

    #expect(outcome.status == 78)
    #expect(outcome.text.contains("No PostgreSQL server could be reached"))
  }

  @Test(.enabled(if: ObjectServer.isWanted, "needs SeaweedFS: bash .ci/setup tests"))
  func `says whether the object store lets this program in`() async throws {
    var program = try Desk().program
    program.environment["STRATLOGIC_BLOBS"] = try ObjectServer.shared.place()
    for (name, value) in ObjectServer.environment { program.environment[name] = value }
    let welcome = try await program.run("doctor", "--database", TestDatabase.current.url)
    program.environment["AWS_SECRET_ACCESS_KEY"] = "guessed"
    let refused = try await program.run("doctor", "--database", TestDatabase.current.url)

    #expect(welcome.status == 0)
    #expect(welcome.text.contains("objects: the first ingest makes bucket"))
    #expect(refused.status == 78)
    #expect(refused.text.contains("AWS_SECRET_ACCESS_KEY"))
  }

  /// The checks by their names.
  private func checks(_ url: String) async throws -> [String: JSON] {
    let outcome = try await Desk().program.run("doctor", "--json", "--database", url)
    return Dictionary(uniqueKeysWithValues: try outcome.json["checks"].list.map { ($0["name"].string ?? "", $0) })
  }
}
