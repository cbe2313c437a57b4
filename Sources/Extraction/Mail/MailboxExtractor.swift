import Documents
import Pipeline

/// A mailbox in the mbox format (RFC 4155): each message is a document of its own, called by its number.
///
/// The mailbox itself has as text what it consists of: the subjects. Messages are handed on as they were sent: lines that begin with `From `
/// have a `>` before it in a mailbox, and those that had one have one more ("mboxrd").
enum MailboxExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "mailbox", version: 2)

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    var number = 0
    var start = 0
    while start < source.bytes.count, output.members.reached == nil {
      let end = endOfMessage(in: source.bytes, from: start)
      number += 1
      let message = UnsafeRawBufferPointer(rebasing: source.bytes[start..<end])
      try list(message, into: output)
      let sent = unquoted(withoutMarker(message))
      try sent.span.bytes.withUnsafeBytes { (bytes) throws(SinkClosed) in
        try output.members.add(Member(path: Array("message-\(number).eml".utf8)), bytes)
      }
      start = end
    }
    return output.members.reached.map { .memberLimit($0) }
  }

  /// A message begins with a line `From `, which follows an empty line but for the first.
  private static func endOfMessage(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var line = start
    var isAfterBlank = false
    while line < bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[line...])
      if line > start, isAfterBlank, rest.starts(with: "From ".utf8) { return line }
      let length = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.count
      isAfterBlank = length == 1 || length == 2 && rest[0] == UInt8(ascii: "\r")
      line += length
    }
    return bytes.count
  }

  private static func withoutMarker(_ message: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    guard message.starts(with: "From ".utf8), let end = message.firstIndex(of: UInt8(ascii: "\n")) else {
      return message
    }
    return UnsafeRawBufferPointer(rebasing: message[(end + 1)...])
  }

  private static func unquoted(_ message: UnsafeRawBufferPointer) -> [UInt8] {
    var sent: [UInt8] = []
    sent.reserveCapacity(message.count)
    var rest = message[...]
    while !rest.isEmpty {
      let end = rest.firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? rest.endIndex
      let line = rest[..<end]
      let isQuoted = line.first == UInt8(ascii: ">") && line.drop { $0 == UInt8(ascii: ">") }.starts(with: "From ".utf8)
      sent += isQuoted ? line.dropFirst() : line
      rest = rest[end...]
    }
    return sent
  }

  private static func list<Sink: ExtractionSink>(
    _ message: UnsafeRawBufferPointer, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) {
    // The header alone: the rest is read when it is its own turn.
    let header = UnsafeRawBufferPointer(rebasing: message.prefix(64 << 10))
    let subject = MailHeader.subject(of: header).map { Cleaning.line($0) + "\n" } ?? ""
    try Array(subject.utf8).withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text) }
    try output.emit(.progress)
  }
}
