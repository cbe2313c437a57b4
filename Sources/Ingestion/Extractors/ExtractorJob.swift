import Documents
import Pipeline
import Sandbox
import Synchronization

/// One document that somebody waits for, until it is answered once.
final class ExtractorJob: Sendable {
  typealias Answer = Result<Understanding, ExtractorFailure>

  let request: ExtractionRequest
  let content: ContentFile
  /// Takes what lies inside the document; nil where nobody does.
  let members: (any MemberIntake)?
  private let state = Mutex(State())

  private struct State {
    var waiting: CheckedContinuation<Answer, Never>?
    var isCancelled = false
    var process: ChildGauge?
    var hasCrashed = false
  }

  init(request: ExtractionRequest, content: ContentFile, members: (any MemberIntake)? = nil) {
    self.request = request
    self.content = content
    self.members = members
  }

  /// Answers through `continuation`, at once if the job was cancelled before.
  func wait(_ continuation: CheckedContinuation<Answer, Never>) {
    let isCancelled = state.withLock { state in
      if !state.isCancelled { state.waiting = continuation }
      return state.isCancelled
    }
    if isCancelled { continuation.resume(returning: .failure(.cancelled)) }
  }

  func answer(_ answer: Answer) {
    state.withLock { state in
      defer { state.waiting = nil }
      return state.waiting
    }?.resume(returning: answer)
  }

  /// Says that `process` works on this from now on. False when nobody waits any more.
  func begin(in process: ChildGauge) -> Bool {
    state.withLock { state in
      if !state.isCancelled { state.process = process }
      return !state.isCancelled
    }
  }

  /// Says that no process works on it any more. Must come before the process is reaped: its number could be another's then.
  func leave() { state.withLock { $0.process = nil } }

  /// Records a crash; true for the first one, unless nobody waits any more.
  func mayBeTriedAgain() -> Bool {
    state.withLock { state in
      defer { state.hasCrashed = true }
      return !state.hasCrashed && !state.isCancelled
    }
  }

  var isCancelled: Bool { state.withLock { $0.isCancelled } }

  /// Answers at once; a library in the middle of a document can only be stopped by ending its process.
  func cancel() {
    state.withLock { state in
      state.isCancelled = true
      state.process?.kill()
    }
    answer(.failure(.cancelled))
  }
}
