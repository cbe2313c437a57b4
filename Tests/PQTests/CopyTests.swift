import PQ
import Testing

@Suite(.timeLimit(.minutes(3))) struct CopyTests {
  private static let awkward = "tab\t nl\n cr\r back\\slash \"quoted\" \\N \\. é😀 \u{1}\u{8}\u{7F} end"

  private func session(_ columns: String) throws -> Session {
    var session = try testSession()
    try session.script("CREATE TEMP TABLE t (\(columns))")
    return session
  }

  @Test func `writes every kind of field as it was`() throws {
    var session = try session("a text, b text, c int8, d float8, e bool, f bytea, g text[], h text, i text[]")

    let count = try session.copyIn("COPY t FROM STDIN") { writer in
      writer.text(Self.awkward)
      writer.null()
      writer.int(Int64.min)
      writer.double(.infinity)
      writer.bool(true)
      writer.bytes([0, 0x5C, 0xFF])
      writer.texts([Self.awkward, "", "NULL", "a,b"])
      writer.text("")
      writer.texts([])
      writer.endRow()
    }

    #expect(count == 1)
    let query = Query("SELECT * FROM t") { row throws(PQError) in
      #expect(try row.text(0) == Self.awkward)
      let isNull = row.isNull(1)
      #expect(isNull)
      #expect(try row.int64(2) == .min)
      #expect(try row.double(3) == .infinity)
      #expect(try row.bool(4))
      #expect(try row.bytes(5) == [0, 0x5C, 0xFF])
      #expect(try row.textArray(6) == [Self.awkward, "", "NULL", "a,b"])
      #expect(try row.text(7) == "")
      #expect(try row.textArray(8) == [])
    }
    #expect(try session.run(query).count == 1)
  }

  @Test func `joins the pieces of a field, however long it grows`() throws {
    var session = try session("a text, b int")
    // Of a length that shares no factor with the buffer's, so that special bytes fall on every place in it.
    let piece = String(repeating: "line of text\n\\", count: 71)

    try session.copyIn("COPY t FROM STDIN") { writer in
      for _ in 0..<1000 { writer.appendText(piece) }
      writer.endField()
      writer.int(7)
      writer.endRow()
    }

    let query = Query("SELECT a = repeat($1, 1000), b FROM t") { row throws(PQError) in
      #expect(try row.bool(0))
      #expect(try row.int(1) == 7)
    }
    #expect(try session.run(query, [.text(piece)]).count == 1)
  }

  @Test func `writes NUL as the replacement character, in texts, slices and arrays`() throws {
    var session = try session("a text, b text[]")

    try session.copyIn("COPY t FROM STDIN") { writer in
      writer.text("x\0y".dropFirst())
      writer.texts(["\0"])
      writer.endRow()
    }

    let query = Query("SELECT a, b[1] FROM t") { row throws(PQError) in [try row.text(0), try row.text(1)] }
    #expect(try session.first(query) == ["\u{FFFD}y", "\u{FFFD}"])
  }

  @Test func `stores nothing when the rows break off, and stays usable`() throws {
    struct Reason: Error {}
    var session = try session("a text")
    var caught: PQError?

    do throws(PQError) {
      try session.copyIn("COPY t FROM STDIN") { writer throws(PQError) in
        for _ in 0..<100_000 {
          writer.text("row")
          writer.endRow()
        }
        throw .abandoned(Reason())
      }
    } catch { caught = error }

    guard case .abandoned(is Reason) = caught else { throw try #require(caught) }
    let count = Query("SELECT count(*) FROM t") { row throws(PQError) in try row.int(0) }
    #expect(try session.first(count) == 0)
  }

  @Test func `reports a row the server refuses by its SQLSTATE, without the row`() throws {
    var session = try session("a int")
    var caught: PQError?

    do throws(PQError) {
      try session.copyIn("COPY t FROM STDIN") { writer in
        writer.text("secret")
        writer.endRow()
      }
    } catch { caught = error }

    #expect(caught?.sqlState == "22P02")
    #expect(caught?.message.contains("secret") == false)
  }

  @Test func `refuses a statement that is no COPY`() throws {
    var session = try session("a int")
    var caught: PQError?

    do throws(PQError) { try session.copyIn("SELECT 1") { _ in } } catch { caught = error }

    guard case .unexpectedAnswer = caught else { throw try #require(caught) }
  }
}
