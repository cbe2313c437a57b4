package import Documents
package import Pipeline
package import SystemPackage

/// A few disposable processes that look into documents, one document each at a time.
///
/// A process starts with the first document that finds no idle one, is kept for the next, and is replaced when a document costs it.
/// No document can do worse than that: whatever it does to its process comes out as its own state, and the next one is understood
/// by the next process. A crash, and only a crash, is tried once more, since the document before may have been its cause.
package struct ExtractorPool: Sendable {
  private let queue: JobQueue
  private let peak: PeakMemory

  /// Opens a pool for as long as `body` runs, and returns when all of its processes have ended.
  ///
  /// - Parameters:
  ///   - program: The path of `stratlogic-extract`.
  ///   - count: Processes, at most.
  ///   - limits: What each may use.
  ///   - spool: Where long texts wait.
  ///   - statistics: How frequent words are in the collection, where there is one.
  ///   - body: Documents that are still on their way when it returns are answered with `cancelled`.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  package static func run<Value>(
    program: FilePath, count: Int, limits: ProcessLimits, spool: SpoolFolder,
    statistics: StatisticsFile? = nil, _ body: (ExtractorPool) async throws -> Value
  ) async rethrows -> Value {
    let queue = JobQueue()
    let peak = PeakMemory()
    return try await withTaskCancellationHandler {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for index in 0..<count {
          let keeper = ExtractorKeeper(
            program: program, limits: limits, queue: queue, spool: spool, peak: peak,
            thread: PrivateThread("extractor \(index)"), statistics: statistics)
          group.addTask { await keeper.run() }
        }
        defer { queue.close(.cancelled) }
        return try await body(ExtractorPool(queue: queue, peak: peak))
      }
    } onCancel: {
      queue.close(.cancelled)
    }
  }

  /// Has one document understood: waits for a free extractor, then for its answer.
  ///
  /// What is wrong with the document is in the answer's state: `crashed`, `timedOut`, `truncated`, `outOfMemory` keep the parts that came
  /// before. Cancelling the task ends the process that works on it. `content` is read through its descriptor, from the start. `members`
  /// takes what lies inside; where it is nil, the request asks for nothing of the kind.
  package func understand(
    _ request: ExtractionRequest, content: ContentFile, members: (any MemberIntake)? = nil
  ) async throws(ExtractorFailure) -> Understanding {
    let job = ExtractorJob(request: request, content: content, members: members)
    let answer = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        job.wait(continuation)
        queue.add(job)
      }
    } onCancel: {
      job.cancel()
    }
    return try answer.get()
  }

  /// Bytes of memory that any one process held at most. Looked at now and then, so a short peak of a process that died may be missed.
  package func peakMemory() -> Int { peak.value }
}
