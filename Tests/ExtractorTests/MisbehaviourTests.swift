import Documents
import Glibc
import Ingestion
import Sandbox
import SystemPackage
import Testing

/// Each document ends in its own state, and the next one through the same pool is understood.
@Suite(.timeLimit(.minutes(3)))
struct MisbehaviourTests {
  @Test(arguments: [
    ("loop", ItemState.timedOut, "timed_out"),
    ("pages, then loop", .truncated, "timed_out"),
    ("allocate in Swift", .outOfMemory, "out_of_memory"),
    ("allocate in GLib", .outOfMemory, "out_of_memory"),
    ("pages, then allocate in Swift", .outOfMemory, "out_of_memory"),
    ("crash", .crashed, "crashed"),
    ("pages, then crash", .crashed, "crashed"),
    ("malformed", .crashed, "malformed"),
    ("huge frame", .crashed, "malformed"),
    ("text that is not UTF-8", .crashed, "malformed"),
    ("exit", .crashed, "crashed"),
    ("close", .crashed, "crashed"),
  ])
  func `ends in its own state, keeps the pages before, and leaves the next document alone`(
    conduct: String, state: ItemState, code: String
  ) async throws {
    try await Bench.withPool(limits: conduct.hasSuffix("loop") ? Bench.quick : Bench.patient) { pool in
      let bad = try #require(try await pool.understand(conduct).extraction)
      let next = try #require(try await pool.understand("understand").extraction)

      #expect(bad.state == state)
      #expect(bad.problem?.code == code)
      #expect(try bad.text.joined() == (conduct.hasPrefix("pages") ? "page 1\npage 2\npage 3\n" : ""))
      #expect(next.state == .stored)
      #expect(try next.text.joined() == "understand")
    }
  }

  @Test func `a sandboxed process reads its data and can do nothing else`() async throws {
    try await Bench.withPool { pool in
      let extraction = try #require(try await pool.understand("try everything").extraction)

      let outcomes = Dictionary(uniqueKeysWithValues: extraction.metadata.map { ($0.key, $0.value) })
      #expect(extraction.state == .stored)
      #expect(outcomes["open data"] == "allowed")
      let secret = outcomes["open a secret"]
      #expect(secret == (Confinement.landlockVersion == nil ? "allowed" : "\(Errno.permissionDenied)"))
      let rest = outcomes.filter { !["open data", "open a secret"].contains($0.key) }
      #expect(rest.count == 10)
      #expect(rest.values.allSatisfy { $0 == "\(Errno.notPermitted)" }, "\(rest)")
    }
  }

  @Test func `a gigabyte on standard error neither blocks the document nor takes memory`() async {
    // In a process of its own, whose peak is this pool's.
    await #expect(processExitsWith: .success) {
      try await Bench.withPool(limits: Bench.patient) { pool in
        let extraction = try await pool.understand("flood").extraction
        #expect(extraction?.state == .stored)
      }

      let peak = try #require(ChildGauge(process: getpid()).peakMemory())
      #expect(peak < 256 << 20)
    }
  }

  @Test func `progress for ever ends with the time on the processor`() async throws {
    let limits = ProcessLimits(memory: 1 << 28, stall: .seconds(20), cpuSeconds: 1)

    try await Bench.withPool(limits: limits) { pool in
      let extraction = try await pool.understand("progress for ever").extraction

      #expect(extraction?.state == .timedOut)
      #expect(extraction?.problem?.code == "timed_out")
    }
  }

  @Test func `a document that crashes a used process is tried once more in a fresh one`() async throws {
    try await Bench.withPool { pool in
      _ = try await pool.understand("understand")

      let extraction = try await pool.understand("crash after another").extraction

      #expect(extraction?.state == .stored)
    }
  }
}
