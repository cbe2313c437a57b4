import Documents
import Glibc
import Ingestion
import Pipeline
import Sandbox
import Subprocess
import SystemPackage
import Testing

/// What is left when something ends.
@Suite(.timeLimit(.minutes(3)))
struct LifetimeTests {
  @Test func `an extractor ends with its coordinator, even in the middle of a document`() async throws {
    let sockets = try Channel.pair()
    let content = try Bench.document(Array("loop".utf8))
    var request = FrameWriter()
    try request.append(Bench.request(4))

    let result = try await Subprocess.run(
      .path(Bench.misbehaving), arguments: ["--memory", "\(1 << 28)"],
      input: .fileDescriptor(sockets.theirs, closeAfterSpawningProcess: true), output: .discarded, error: .discarded
    ) { _ in
      let channel = Channel(owning: sockets.ours)
      try channel.send(request.bytes, passing: content.descriptor)
      // The ready frame; then the channel is closed, as it would be by the death of its owner.
      _ = try withUnsafeTemporaryAllocation(byteCount: 64, alignment: 1) { room in
        try Channel.receive(on: channel.descriptor, into: room).count
      }
    }

    #expect(result.terminationStatus == .exited(0))
  }

  @Test func `whatever becomes of documents and processes, no descriptor is left open`() async {
    // In a process of its own, because descriptors are counted and other tests open some.
    await #expect(processExitsWith: .success) {
      func visit() async throws {
        try await Bench.withPool(count: 2, limits: Bench.quick) { pool in
          for conduct in ["understand", "crash", "pages, then crash", "malformed", "close", "exit", "long", "loop"] {
            _ = try await pool.understand(conduct)
          }
        }
        _ = try? await Bench.withPool("/nowhere/at-all") { try await $0.understand("understand") }
        _ = try? await Bench.withPool("/bin/ls") { try await $0.understand("understand") }
      }
      // The first time opens what stays open: the event queues behind every subprocess.
      try await visit()
      let before = Bench.openDescriptors()

      try await visit()

      #expect(Bench.openDescriptors() == before)
    }
  }
}
