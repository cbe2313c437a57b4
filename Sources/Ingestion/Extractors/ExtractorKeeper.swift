import Documents
import Sandbox
import Subprocess
import SystemPackage

/// Keeps one extractor process running: starts it when there is work, replaces it when it dies, and answers for the document
/// that it died of.
struct ExtractorKeeper: Sendable {
  /// A program that fails this often in a row will not start the next time either.
  private static let startAttempts = 3

  let program: FilePath
  let limits: ProcessLimits
  let queue: JobQueue
  let spool: SpoolFolder
  let peak: PeakMemory
  let thread: PrivateThread
  let statistics: StatisticsFile?

  /// Returns when the queue is closed and the process has ended.
  func run() async {
    var again: ExtractorJob?
    while let job = if let again { again } else { await queue.next() } {
      again = job.isCancelled ? nil : await serve(first: job)
    }
  }

  /// Runs one process from start to end; returns the job that is to be tried again in the next.
  private func serve(first: ExtractorJob) async -> ExtractorJob? {
    let (status, ending): (TerminationStatus, ExtractorConversation.Ending)
    do {
      (status, ending) = try await converse(first)
    } catch {
      return startFailed("\(error)", first)
    }
    switch ending {
    case .closed: return nil
    case .neverReady(let said): return startFailed("\(status): \(said.lastLine)", first)
    case .broken(let job, let breakage, var document, let said):
      queue.startSucceeded()
      let cause: BreakCause
      switch breakage {
      case .hungUp: cause = BreakCause(status, said: said)
      case .stalled: cause = .timedOut
      case .malformed(let what): cause = .malformed(what)
      case .spool(let error):
        job.answer(.failure(.spool(error)))
        return nil
      case .staging(let error):
        job.answer(.failure(.staging(error)))
        return nil
      }
      if case .crashed = cause, !Task.isCancelled, job.mayBeTriedAgain() { return job }
      job.answer(ExtractorConversation.answer { () throws(SpoolError) in try document.broken(cause) })
      return nil
    }
  }

  private func startFailed(_ reason: String, _ job: ExtractorJob) -> ExtractorJob? {
    guard !Task.isCancelled else {
      job.answer(.failure(.cancelled))
      return nil
    }
    guard queue.startFailed() >= Self.startAttempts else { return job }
    let failure = ExtractorFailure.cannotStart(program: program.string, reason: reason)
    queue.close(failure)
    job.answer(.failure(failure))
    return nil
  }

  /// Starts a process, and speaks with it until one of the two ends it. Throws when it cannot be started.
  private func converse(
    _ first: ExtractorJob
  ) async throws -> (status: TerminationStatus, ending: ExtractorConversation.Ending) {
    let sockets = try Channel.pair()
    let output = try OutputPipe.make()
    let conversation = ExtractorConversation(
      thread: thread, queue: queue, spool: spool, limits: limits, peak: peak,
      ends: SessionEnds(socket: sockets.ours, output: output.reading))
    let result = try await Subprocess.run(
      await configuration(),
      input: .fileDescriptor(sockets.theirs, closeAfterSpawningProcess: true),
      output: .fileDescriptor(output.writing, closeAfterSpawningProcess: true),
      error: .combinedWithOutput
    ) { execution in
      await conversation.run(ChildGauge(process: execution.processIdentifier.value), first: first)
    }
    return (result.terminationStatus, result.closureResult)
  }

  /// A clean environment, since nothing of ours concerns the extractor, and a session of its own, since our Ctrl-C does not either.
  private func configuration() async -> Configuration {
    var options = PlatformOptions()
    options.createSession = true
    let file = await statistics?.path()
    return Configuration(
      executable: .path(program),
      arguments: Arguments(
        ["--memory", "\(limits.memory)"] + (limits.recognises ? ["--recognise"] : [])
          + (file.map { ["--statistics", $0.string] } ?? [])),
      // Swift's own backtracer would start a process, which the sandbox refuses.
      environment: .custom(["LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]),
      workingDirectory: "/", platformOptions: options)
  }
}
