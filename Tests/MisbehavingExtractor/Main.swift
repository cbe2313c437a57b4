import Documents
import Glibc
import Pipeline
import Sandbox
import SystemPackage

/// Confines itself exactly as the extractor does, and then behaves as each document tells it to.
@main
struct MisbehavingExtractor {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let memory = Int(arguments[2]) else { exit(64) }
    try Watchdog.start()
    let missing = try Confinement(memory: memory, readable: ["/usr/share/poppler"]).enter()

    let visitor = Visitor()
    visitor.writer.append(readyWithout: missing)
    try visitor.flush()
    while let (request, file) = try visitor.receive() {
      let content = try MappedFile(file, limit: request.size)
      let conduct = String(decoding: content.bytes.prefix(64).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      try behave(conduct, content.bytes, file, visitor)
      try file.close()
      visitor.documents += 1
    }
  }

  /// The conducts that end in an answer; the rest is in `breakDown`.
  static func behave(
    _ conduct: String, _ content: UnsafeRawBufferPointer, _ file: FileDescriptor, _ visitor: Visitor
  ) throws {
    switch conduct {
    case "understand":
      try visitor.say(.part(TextPart(pages: 1...1, text: String(decoding: content, as: UTF8.self))))
    case "long":
      for page in 1...2_000 {
        try visitor.say(.part(TextPart(pages: page...page, text: String(repeating: "page \(page) ", count: 1_000))))
      }
    case "try everything": for (name, outcome) in attempts(file) { try visitor.tell(name, outcome) }
    case "tag": try visitor.say(.tag(Tag(type: "keyword", key: "river", value: "2")))
    case "crash after another" where visitor.documents == 0: break
    default: try breakDown(conduct, visitor)
    }
    try visitor.say(.finished(.stored, nil))
    try visitor.flush()
  }

  /// What each forbidden call answers, by name.
  static func attempts(_ file: FileDescriptor) -> [(String, CInt)] {
    func outcome(_ result: some BinaryInteger) -> CInt { result < 0 ? errno : 0 }
    var byte: UInt8 = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [nil]
    var thread = pthread_t()
    return [
      ("fork", outcome(fork())),
      ("socket", outcome(socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0))),
      ("open for writing", outcome(open("/tmp/stratlogic-escaped", O_WRONLY | O_CREAT, 0o600))),
      ("open for appending", outcome(open("/dev/null", O_WRONLY | O_APPEND))),
      ("open a secret", outcome(open("/etc/passwd", O_RDONLY))),
      ("open data", outcome(open("/usr/share/poppler", O_RDONLY | O_DIRECTORY))),
      ("write to the document", outcome(write(file.rawValue, &byte, 1))),
      ("truncate the document", outcome(ftruncate(file.rawValue, 0))),
      ("exec", outcome(execv("/bin/true", &arguments))),
      ("thread", pthread_create(&thread, nil, { _ in nil }, nil)),
      ("signal the parent", outcome(kill(getppid(), SIGTERM))),
      ("remove a file", outcome(unlink("/tmp/stratlogic-there"))),
    ]
  }

  /// The conducts that cost the process.
  static func breakDown(_ conduct: String, _ visitor: Visitor) throws {
    if conduct.hasPrefix("pages, then ") {
      for page in 1...3 { try visitor.say(.part(TextPart(pages: page...page, text: "page \(page)\n"))) }
      try visitor.flush()
      return try breakDown(String(conduct.dropFirst(12)), visitor)
    }
    switch conduct {
    case "loop": while true { _ = getpid() }
    case "progress for ever":
      while true {
        try visitor.say(.progress)
        try visitor.flush()
      }
    case "allocate in Swift":
      var hoard: [[UInt8]] = []
      while true {
        var more: [UInt8] = []
        more.reserveCapacity(64 << 20)
        hoard.append(more)
      }
    case "allocate in GLib":
      complain("GLib-ERROR **: gmem.c:136: failed to allocate 4294967296 bytes")
      abort()
    case "crash", "crash after another":
      guard let nowhere = UnsafeMutableRawPointer(bitPattern: 8) else { return }
      memset(nowhere, 1, 1)
    case "flood":
      let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 16)
      for _ in 0..<(1 << 14) { _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) } }
    case "malformed": try visitor.sendRaw([1, 0, 0, 0, 255])
    case "huge frame": try visitor.sendRaw([255, 255, 255, 255, 21])
    case "text that is not UTF-8": try visitor.sendRaw([10, 0, 0, 0, 21, 0, 0, 0, 0, 0, 0, 0, 0, 255])
    case "exit": exit(3)
    case "close":
      close(0)
      while true { sleep(1) }
    default: complain("no such conduct")
    }
  }

  static func complain(_ message: String) {
    var message = message
    message.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
  }
}
