import Synchronization

/// Documents on their way to whichever extractor is free next. It needs no bound: every document in it has a task that waits.
final class JobQueue: Sendable {
  private let state = Mutex(State())

  private struct State {
    var jobs: [ExtractorJob] = []
    var idle: [CheckedContinuation<ExtractorJob?, Never>] = []
    var closed: ExtractorFailure?
    var failedStarts = 0
  }

  /// Hands the job to an extractor; answers it with the reason when the queue is closed.
  func add(_ job: ExtractorJob) {
    let (idle, closed) = state.withLock { state in
      if state.closed == nil, state.idle.isEmpty { state.jobs.append(job) }
      return (state.closed == nil ? state.idle.popLast() : nil, state.closed)
    }
    if let closed { job.answer(.failure(closed)) }
    idle?.resume(returning: job)
  }

  /// The next job if one waits already.
  func take() -> ExtractorJob? {
    state.withLock { $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }
  }

  /// Waits for the next job; nil when there will be none.
  func next() async -> ExtractorJob? {
    await withCheckedContinuation { continuation in
      let answer: ExtractorJob?? = state.withLock { state in
        if !state.jobs.isEmpty { return .some(state.jobs.removeFirst()) }
        if state.closed != nil { return .some(nil) }
        state.idle.append(continuation)
        return .none
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }

  /// Ends the queue: what waits in it, and what is added later, is answered with `reason`.
  func close(_ reason: ExtractorFailure) {
    let (jobs, idle) = state.withLock { state in
      if state.closed == nil { state.closed = reason }
      defer { (state.jobs, state.idle) = ([], []) }
      return (state.jobs, state.idle)
    }
    for job in jobs { job.answer(.failure(reason)) }
    for keeper in idle { keeper.resume(returning: nil) }
  }

  /// Counts a start that failed; returns how many did one after another, in all extractors together.
  func startFailed() -> Int {
    state.withLock { state in
      state.failedStarts += 1
      return state.failedStarts
    }
  }

  /// Starts that count again.
  func startSucceeded() { state.withLock { $0.failedStarts = 0 } }
}
