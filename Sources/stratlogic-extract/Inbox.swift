import Pipeline
import Sandbox
import SystemPackage

/// A document to look into, with the descriptor of its bytes.
struct Delivery: ~Copyable {
  let request: ExtractionRequest
  let content: MappedFile
}

/// Why the conversation cannot go on.
enum ConversationError: Error {
  /// A request came without a descriptor, or another frame came than a request.
  case notARequest
}

/// The requests that arrive on standard input.
struct Inbox: ~Copyable {
  private var reader = FrameReader()
  private var file: FileDescriptor?

  /// The next document, or nil when the coordinator is gone.
  mutating func next() throws -> Delivery? {
    while true {
      if let frame = try reader.next() { return try delivery(frame) }
      var passed: FileDescriptor?
      let count = try reader.fill { room in
        let received = try Channel.receive(on: .standardInput, into: room)
        passed = received.passed
        return received.count
      }
      if let passed { file = passed }
      guard count > 0 else { return nil }
    }
  }

  private mutating func delivery(_ frame: Frame) throws -> Delivery {
    guard case .request(let request) = frame, let file else { throw ConversationError.notARequest }
    self.file = nil
    defer { try? file.close() }
    return Delivery(request: request, content: try MappedFile(file, limit: request.size))
  }
}
