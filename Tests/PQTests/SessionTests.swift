import DatabaseTesting
import PQ
import Testing

@Suite(.timeLimit(.minutes(1))) struct SessionTests {
  private func session() throws -> Session {
    try Session(conninfo: TestCluster.conninfo(database: "postgres", user: "postgres"), timeout: .seconds(10))
  }

  @Test func `gives back every kind of parameter as it was`() throws {
    var session = try session()
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
      #expect(try row.int64Array(6) == [-1, .max])
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
    var session = try session()
    let query = Query("SELECT $1::text, ($2::text[])[1]") { row throws(PQError) in [try row.text(0), try row.text(1)] }

    let row = try session.first(query, [.text("a\0b"), .texts(["\0"])])

    #expect(row == ["a\u{FFFD}b", "\u{FFFD}"])
  }
}
