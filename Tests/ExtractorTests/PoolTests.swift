import Documents
import Glibc
import Ingestion
import Pipeline
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3)))
struct PoolTests {
  @Test func `a program that is not there halts, and says where it was looked for`() async throws {
    let program: FilePath = "/nowhere/stratlogic-extract"

    await Bench.withPool(program) { pool in
      let failure = await #expect(throws: ExtractorFailure.self) { try await pool.understand("understand") }

      #expect(failure?.disposition == .halt)
      #expect(failure?.message.contains(program.string) == true)
    }
  }

  @Test func `a program that ends before it is ready halts, with its last words`() async throws {
    await Bench.withPool("/bin/ls") { pool in
      let failure = await #expect(throws: ExtractorFailure.self) { try await pool.understand("understand") }

      #expect(failure?.disposition == .halt)
      #expect(failure?.message.contains("exited(2)") == true)
    }
  }

  @Test func `cancelling a document ends its process, and the next is understood`() async throws {
    let spool = SpoolFolder(path: "/tmp")

    try await Bench.withPool(limits: Bench.patient, spool: spool) { pool in
      let stuck = Task { try await pool.understand("pages, then loop") }
      while spool.heldBytes == 0 { await Task.yield() }
      stuck.cancel()

      await #expect(throws: ExtractorFailure.cancelled) { try await stuck.value }
      let next = try await pool.understand("understand")
      #expect(next.extraction?.state == .stored)
    }
  }

  @Test func `cancelling whoever holds the pool ends it in the middle of a document`() async throws {
    let spool = SpoolFolder(path: "/tmp")
    let run = Task {
      try await Bench.withPool(limits: Bench.patient, spool: spool) { try await $0.understand("pages, then loop") }
    }
    while spool.heldBytes == 0 { await Task.yield() }

    run.cancel()

    await #expect(throws: ExtractorFailure.cancelled) { try await run.value }
  }

  @Test func `tags arrive with their document`() async throws {
    try await Bench.withPool { pool in
      let understanding = try await pool.understand("tag")

      #expect(understanding.tags == [Tag(type: "keyword", key: "river", value: "2")])
    }
  }

  @Test func `two hundred documents through two processes are each answered with their own text`() async throws {
    try await Bench.withPool(count: 2) { pool in
      try await withThrowingTaskGroup(of: (Int, String?).self) { group in
        for number in 0..<200 {
          group.addTask { (number, try await pool.understand("understand\n\(number)").extraction?.text.joined()) }
        }
        for try await (number, text) in group { #expect(text == "understand\n\(number)") }
      }
      #expect(pool.peakMemory() > 1 << 20)
    }
  }

  @Test func `a long text waits in a file without a name, and reads back whole`() async throws {
    let spool = SpoolFolder(path: "/tmp")

    try await Bench.withPool(spool: spool) { pool in
      let extraction = try #require(try await pool.understand("long").extraction)

      var pages = 0
      try extraction.text.forEach { part in
        pages += 1
        #expect(part.pages == pages...pages)
        #expect(part.text == String(repeating: "page \(pages) ", count: 1_000))
      }
      #expect(pages == 2_000)
      #expect(spool.heldBytes == 0)
    }
  }

  @Test func `short texts share a budget, and give it back`() async throws {
    let spool = SpoolFolder(path: "/tmp", budget: 15)

    try await Bench.withPool(spool: spool) { pool in
      var first: Understanding? = try await pool.understand("understand")
      let second = try await pool.understand("understand")

      #expect(spool.heldBytes == 10)
      #expect(try second.extraction?.text.joined() == "understand")
      #expect(first?.extraction?.state == .stored)
      first = nil
      #expect(spool.heldBytes == 0)
    }
  }
}
