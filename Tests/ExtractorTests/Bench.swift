import Documents
import Glibc
import Ingestion
import Pipeline
import SystemPackage

/// What the tests of the pool stand on: the programs beside the test program, documents in memory, pools over them.
enum Bench {
  /// The folder that everything was built into.
  static let products: FilePath = {
    let path = FilePath(CommandLine.arguments[0])
    return (path.isAbsolute ? path : FilePath("/proc/self/cwd").pushing(path)).removingLastComponent()
  }()

  static let misbehaving = products.appending("misbehaving-extractor")
  static let genuine = products.appending("stratlogic-extract")

  /// A pool of extractors that behave as their documents say. Patient, so that a machine under load is not taken for a
  /// document that stalls.
  static func withPool<Value>(
    _ program: FilePath = misbehaving, count: Int = 1, limits: ProcessLimits = patient,
    spool: SpoolFolder = SpoolFolder(path: "/tmp"), _ body: (ExtractorPool) async throws -> Value
  ) async rethrows -> Value {
    try await ExtractorPool.run(program: program, count: count, limits: limits, spool: spool, body)
  }

  /// For what ends by the limit.
  static let quick = ProcessLimits(memory: 1 << 29, stall: .seconds(2), cpuSeconds: 60)

  /// For what must not end by a limit.
  static let patient = ProcessLimits(memory: 1 << 29, stall: .seconds(600), cpuSeconds: 600)

  static func request(
    _ bytes: Int, steps: [ExtractionRequest.Step] = [.detect, .extract, .tag], name: String = "a.txt"
  ) -> ExtractionRequest {
    ExtractionRequest(
      steps: steps, name: name, size: Int64(bytes), detected: nil, limits: ExtractionLimits())
  }

  /// What a process holds in memory now (`statm` of proc(5)).
  static func residentBytes(of process: String = "self") -> Int {
    guard let file = try? FileDescriptor.open("/proc/\(process)/statm", .readOnly, options: .closeOnExec) else {
      return 0
    }
    defer { try? file.close() }
    let text = String(unsafeUninitializedCapacity: 128) { buffer in
      (try? file.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
    }
    return (text.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 4096
  }

  /// Descriptors this process has open, apart from the one that looks.
  static func openDescriptors() -> Int {
    (0..<1024).count { fcntl($0, F_GETFD) >= 0 }
  }

  /// A document without a name on disk.
  static func document(_ bytes: [UInt8]) throws -> ContentFile {
    let name = FilePath("/tmp/stratlogic-test-\(UInt64.random(in: 0 ... .max))")
    let writing = try FileDescriptor.open(
      name, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec], permissions: .ownerReadWrite)
    defer { try? writing.close() }
    try writing.writeAll(bytes)
    let reading = try FileDescriptor.open(name, .readOnly, options: .closeOnExec)
    _ = name.withPlatformString { unlink($0) }
    return ContentFile(descriptor: reading, staged: nil)
  }
}

extension ExtractorPool {
  /// Has a document with this content understood.
  func understand(_ content: String) async throws -> Understanding {
    let bytes = Array(content.utf8)
    return try await understand(Bench.request(bytes.count), content: Bench.document(bytes))
  }
}
