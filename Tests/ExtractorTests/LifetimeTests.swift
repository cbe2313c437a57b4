import Documents
import Glibc
import Ingestion
import Pipeline
import Sandbox
import Subprocess
import SystemPackage
import Testing

/// What is left when something ends. Alone, because descriptors are counted.
@Suite(.serialized, .timeLimit(.minutes(1)))
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
}
