import DatabaseTesting
import PQ
import Testing

@Suite(.timeLimit(.minutes(3))) struct SessionTests {
  private let number = Query("SELECT $1::int8") { row throws(PQError) in try row.int(0) }

  @Test func `gives back every kind of parameter as it was`() throws {
    var session = try testSession()
    let awkward = "a'b\\c\"d,{e}\n\t😀 NULL"
    let query = Query(
      "SELECT $1::text, $2::int8, $3::float8, $4::bool, $5::bytea, $6::text[], $7::int8[], $8::text"
    ) { row throws(PQError) in
      #expect(try row.text(0) == awkward)
      #expect(try row.int64(1) == .min)
      #expect(try row.double(2) == 0.1)
      #expect(try row.bool(3))
      #expect(try row.bytes(4) == [0, 1, 0x5C, 0xFF])
      #expect(try row.textArray(5) == ["", awkward, "NULL", "x"])
      #expect(try row.textArray(6) == ["-1", "\(Int64.max)"])
      #expect(try row.optionalText(7) == nil)
    }

    let count = try session.run(
      query,
      [
        .text(awkward), .int(Int64.min), .double(0.1), .bool(true), .bytes([0, 1, 0x5C, 0xFF]),
        .texts(["", awkward, "NULL", "x"]), .ints([-1, .max]), .null,
      ]
    ).count

    #expect(count == 1)
  }

  @Test func `stores NUL as the replacement character`() throws {
    var session = try testSession()
    let query = Query("SELECT $1::text, ($2::text[])[1]") { row throws(PQError) in [try row.text(0), try row.text(1)] }

    let row = try session.first(query, [.text("a\0b"), .texts(["\0"])])

    #expect(row == ["a\u{FFFD}b", "\u{FFFD}"])
  }

  @Test(arguments: [Double.infinity, -.infinity, .leastNonzeroMagnitude, 1e300, -0.0])
  func `keeps every number exact`(value: Double) throws {
    var session = try testSession()
    let query = Query("SELECT $1::float8") { row throws(PQError) in try row.double(0) }

    #expect(try session.first(query, [.double(value)]) == value)
  }

  @Test(arguments: ["NULL", "'x'", "'9223372036854775808'", "''", "'-'", "'1.5'"])
  func `refuses to decode what is not an integer`(value: String) throws {
    var session = try testSession()
    let query = Query("SELECT \(value)::text") { row throws(PQError) in try row.int64(0) }
    var caught: PQError?

    do throws(PQError) { _ = try session.first(query) } catch { caught = error }

    guard case .undecodable(column: 0, expected: "an integer") = caught else { throw try #require(caught) }
  }

  @Test(arguments: ["{{1}}", "{NULL}"]) func `refuses nested arrays and arrays with NULL`(literal: String) throws {
    var session = try testSession()
    let query = Query("SELECT $1::int[]") { row throws(PQError) in try row.textArray(0) }
    var caught: PQError?

    do throws(PQError) { _ = try session.first(query, [.text(literal)]) } catch { caught = error }

    guard case .undecodable = caught else { throw try #require(caught) }
  }

  @Test func `prepares a statement once, however often it runs`() throws {
    var session = try testSession()
    for value in 1...5 { #expect(try session.first(number, [.int(value)]) == value) }

    let prepared = Query("SELECT count(*) FROM pg_prepared_statements WHERE statement = $1") { row throws(PQError) in
      try row.int(0)
    }
    #expect(try session.first(prepared, [.text(number.sql)]) == 1)
  }

  @Test(arguments: ["SELECT nonsense", "SELECT 1 / $1::int8", "VACUUM nowhere"])
  func `what fails when it first runs leaves the session ready for the next`(sql: String) throws {
    var session = try testSession()
    for _ in 1...2 {
      var caught: PQError?

      do throws(PQError) { try session.execute(Statement(sql), sql.contains("$1") ? [.int(0)] : []) } catch {
        caught = error
      }

      guard case .server = caught else { throw try #require(caught) }
      #expect(try session.first(number, [.int(7)]) == 7)
    }
    #expect(try session.transaction { session throws(PQError) in try session.first(number, [.int(8)]) } == 8)
  }

  @Test func `says which constraint was violated, and never which value`() throws {
    var session = try testSession()
    try session.script("CREATE TEMP TABLE t (a text CONSTRAINT only_one UNIQUE)")
    let insert = Statement("INSERT INTO t VALUES ($1)")
    #expect(try session.execute(insert, [.text("secret")]) == 1)
    var caught: PQError?

    do throws(PQError) { try session.execute(insert, [.text("secret")]) } catch { caught = error }

    guard case .server(.uniqueViolation, _, "only_one") = caught else { throw try #require(caught) }
    #expect(caught?.code == "sql_23505")
    #expect("\(try #require(caught))".contains("secret") == false)
  }

  @Test(arguments: ["SELECT $1::text::int", "SELECT $1::text::uuid", "SELECT $1::text::jsonb"])
  func `cuts values out of the messages of data errors`(sql: String) throws {
    var session = try testSession()
    var caught: PQError?

    do throws(PQError) { try session.execute(Statement(sql), [.text("secret")]) } catch { caught = error }

    #expect(caught?.sqlState?.stateClass == "22")
    #expect(caught?.message.contains("invalid input syntax for type") == true)
    #expect(caught?.message.contains("secret") == false)
  }

  @Test func `prints no notices`() async {
    // In a process of its own, whose standard error can be looked at.
    let result = await #expect(processExitsWith: .success, observing: [\.standardErrorContent]) {
      var session = try testSession()
      try session.script("SET client_min_messages = notice; DO $$ BEGIN RAISE NOTICE 'mind the gap'; END $$")
    }

    #expect(result.map { !String(decoding: $0.standardErrorContent, as: UTF8.self).contains("mind the gap") } == true)
  }
}

/// A session of the test cluster, as its superuser.
func testSession() throws -> Session {
  try Session(conninfo: testConninfo(), timeout: .seconds(10))
}

func testConninfo() throws -> String { try TestCluster.conninfo(database: "postgres", user: "postgres") }
