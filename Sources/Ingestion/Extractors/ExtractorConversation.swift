import Documents
import Pipeline
import Sandbox

/// The whole conversation with one extractor process, from its start to its end, on a thread that may block.
actor ExtractorConversation {
  /// How it ended.
  enum Ending: Sendable {
    /// The queue was closed, and the process ended with it.
    case closed
    case neverReady(ChildOutput)
    /// A document cost the process.
    case broken(ExtractorJob, Breakage, DocumentCollector, ChildOutput)
  }

  private let thread: PrivateThread
  private let queue: JobQueue
  private let spool: SpoolFolder
  private let limits: ProcessLimits
  private let peak: PeakMemory
  /// Until the conversation begins, and where it never does, the owner of the descriptors.
  private var ends: SessionEnds?

  nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  init(
    thread: PrivateThread, queue: JobQueue, spool: SpoolFolder, limits: ProcessLimits, peak: PeakMemory,
    ends: consuming SessionEnds
  ) {
    self.thread = thread
    self.queue = queue
    self.spool = spool
    self.limits = limits
    self.peak = peak
    self.ends = consume ends
  }

  /// Has `first` and then every job of the queue understood, until the queue is closed or the process breaks.
  /// The process is dead or about to end when this returns.
  func run(_ process: ChildGauge, first: ExtractorJob) async -> Ending {
    guard let ends = ends.take() else { preconditionFailure("a conversation is held once") }
    var session = ExtractorSession(ends, process: process, limits: limits, peak: peak)
    do throws(Breakage) {
      _ = try session.greet()
      queue.startSucceeded()
    } catch {
      session.kill()
      return .neverReady(session.said)
    }
    var job: ExtractorJob? = first
    while let current = job {
      if current.begin(in: process) {
        if let ending = exchange(current, &session) { return ending }
      }
      if let waiting = queue.take() { job = waiting } else { job = await queue.next() }
    }
    session.close()
    return .closed
  }

  private func exchange(_ job: ExtractorJob, _ session: inout ExtractorSession) -> Ending? {
    var document = DocumentCollector(job.request, spool: spool, members: job.members)
    defer { job.leave() }
    do throws(Breakage) {
      let (state, problem) = try session.understand(job, into: &document)
      job.answer(Self.answer { () throws(SpoolError) in try document.finished(state, problem) })
      return nil
    } catch {
      session.kill()
      return .broken(job, error, document, session.said)
    }
  }

  static func answer(_ understanding: () throws(SpoolError) -> Understanding) -> ExtractorJob.Answer {
    do throws(SpoolError) {
      return .success(try understanding())
    } catch {
      return .failure(.spool(error))
    }
  }
}
