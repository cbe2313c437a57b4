import Documents
package import Fetching
package import Pipeline
import Storage
package import SystemPackage

/// Detects, extracts and tags files without a database: the same stages and the same sandbox as an ingest, one record a file,
/// in the order of the input.
package struct Extract: Sendable {
  private let plan: PipelinePlan<IngestStep>
  private let extractor: FilePath
  private let extractors: Int
  private let control: RunControl

  package init(plan: PipelinePlan<IngestStep>, extractor: FilePath, extractors: Int, control: RunControl) {
    self.plan = plan
    self.extractor = extractor
    self.extractors = extractors
    self.control = control
  }

  /// Records that may wait for an earlier one to be finished.
  private static let window = 64

  /// Calls `emit` with one record a file, in order, from one task at a time.
  package func run(_ roots: [WalkRoot], emit: @escaping @Sendable (ExtractionRecord) -> Void) async throws {
    let step = plan.extractStep
    let threads = BlockingThreads(count: 2)
    let limits = ProcessLimits(
      memory: Int(step.memory), stall: step.stall, recognises: step.recognition != nil)
    let spool = SpoolFolder(path: Self.temporaryFolder)
    try await ExtractorPool.run(program: extractor, count: extractors, limits: limits, spool: spool) { pool in
      let reader = FileReader(
        fetch: FetchStage(
          options: FetchOptions(maxSize: plan.fetchStep?.maxSize ?? 256 << 20, follow: true), staging: NoBlobStore(),
          threads: threads),
        understand: UnderstandStage(
          pool: pool, steps: [.detect, .extract, .tag], limits: plan.limits, options: plan.extractStep.options,
          keyphrases: plan.tagStep.keyphrases
        ) { (input: FetchedFile, found) in found.taggedDocument(input) },
        limits: plan.memberLimits, spool: spool, threads: threads)
      try await feed(roots, to: reader, threads: threads, emit: emit)
    }
    if case .halted(let cause) = control.state { throw ExtractHalted(cause: cause) }
  }

  private func feed(
    _ roots: [WalkRoot], to reader: FileReader, threads: BlockingThreads,
    emit: @escaping @Sendable (ExtractionRecord) -> Void
  ) async throws {
    let gate = Gate(limit: Self.window)
    let output = OrderedOutput(emit: emit)
    let files = NamedFiles(roots, threads: threads)
    try await withThrowingDiscardingTaskGroup { tasks in
      var number = 0
      while control.isRunning, let file = try await files.next() {
        await gate.enter()
        let current = number
        number += 1
        tasks.addTask {
          let record = await reader.record(of: file, control)
          for _ in 0..<(await output.take(record, number: current)) { await gate.leave() }
        }
      }
    }
  }

  /// Where long texts wait, in files without a name.
  private static var temporaryFolder: FilePath {
    processEnvironment("TMPDIR").map { FilePath($0) } ?? "/tmp"
  }
}

/// What ended an extraction that no document can be blamed for.
private struct ExtractHalted: Classified {
  let cause: any Classified
  var code: String { cause.code }
  var message: String { cause.message }
  var disposition: Disposition { cause.disposition }
}
