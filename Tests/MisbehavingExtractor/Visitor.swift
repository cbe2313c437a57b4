import Documents
import Pipeline
import Sandbox
import SystemPackage

/// The child's end of the socket.
///
/// A class: Swift 6.3.1 ends a noncopyable `inout` value before a loop that never ends, and the socket would close with it.
final class Visitor {
  var documents = 0
  var writer = FrameWriter()
  private var reader = FrameReader()
  private let channel = Channel(owning: .standardInput)

  /// The next document, or nil when there will be none.
  func receive() throws -> (ExtractionRequest, FileDescriptor)? {
    var file: FileDescriptor?
    while true {
      if case .request(let request) = try reader.next(), let file { return (request, file) }
      let count = try reader.fill { room in
        let (count, passed) = try Channel.receive(on: .standardInput, into: room)
        if let passed { file = passed }
        return count
      }
      guard count > 0 else { return nil }
    }
  }

  func say(_ event: ExtractionEvent) throws {
    writer.append(event)
    if writer.bytes.count > 1 << 16 { try flush() }
  }

  func tell(_ name: String, _ outcome: CInt) throws {
    try say(.property(Property(key: name, value: outcome == 0 ? "allowed" : "\(Errno(rawValue: outcome))")))
  }

  func flush() throws {
    try channel.send(writer.bytes)
    writer.removeAll()
  }

  func sendRaw(_ bytes: [UInt8]) throws { try channel.send(bytes) }
}
