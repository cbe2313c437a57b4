import Documents
import Glibc
import Ingestion
import Pipeline
import Sandbox
import Subprocess
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(4)))
struct MemoryTests {
  @Test func `one extractor's memory after 5,000 documents is at most a tenth above that after 500`() async throws {
    let sockets = try Channel.pair()

    let result = try await Subprocess.run(
      .path(Bench.genuine), arguments: ["--memory", "\(1 << 30)"], environment: .custom(["LANG": "C.UTF-8"]),
      input: .fileDescriptor(sockets.theirs, closeAfterSpawningProcess: true), output: .discarded, error: .discarded
    ) { execution in
      var conversation = Conversation(Channel(owning: sockets.ours))
      var memory: [Int] = []
      for number in 1...5_000 {
        try conversation.understand(Self.document(number), name: number.isMultiple(of: 10) ? "a.pdf" : "a.html")
        if number == 500 || number == 5_000 { memory.append(Self.memory(of: execution.processIdentifier.value)) }
      }
      return memory
    }

    let (early, late) = (result.closureResult[0], result.closureResult[1])
    #expect(early > 0)
    #expect(late <= early + early / 10, "\(early >> 10) KiB after 500, \(late >> 10) KiB after 5,000")
  }

  /// Nine pages of HTML of very different lengths to one PDF.
  private static func document(_ number: Int) -> [UInt8] {
    guard !number.isMultiple(of: 10) else { return Array(GenuineExtractorTests.japanese.utf8) }
    let paragraph = "<p>Paragraph of page \(number), <a href='#x'>with</a> <b>markup</b> in it.</p>\n"
    let body = String(repeating: paragraph, count: number.isMultiple(of: 97) ? 2_000 : 1 + number % 13)
    return Array("<!DOCTYPE html><html><head><title>\(number)</title></head><body>\(body)</body></html>".utf8)
  }

  /// What the process holds now (`statm` of proc(5)).
  private static func memory(of process: Int32) -> Int { Bench.residentBytes(of: "\(process)") }
}

/// The coordinator's part, without a pool.
private struct Conversation: ~Copyable {
  private let channel: Channel
  private var reader = FrameReader()

  init(_ channel: consuming Channel) { self.channel = channel }

  /// Has one document understood, whatever comes of it.
  mutating func understand(_ bytes: [UInt8], name: String) throws {
    let content = try Bench.document(bytes)
    var writer = FrameWriter()
    try writer.append(Bench.request(bytes.count, name: name))
    try channel.send(writer.bytes, passing: content.descriptor)
    while true {
      while let frame = try reader.next() {
        if case .event(.finished) = frame { return }
      }
      let socket = channel.descriptor
      let count = try reader.fill { try Channel.receive(on: socket, into: $0).count }
      try #require(count > 0)
    }
  }
}
