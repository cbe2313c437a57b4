import Documents
import Pipeline
import Subprocess

/// How an exchange with an extractor process ended when it did not end well.
enum Breakage: Error {
  /// The other end of the socket is closed: the process is dead, or as good as.
  case hungUp
  /// Too long without a finished page or part.
  case stalled
  /// It said something that no extractor says.
  case malformed(String)
  /// Our side could not keep the text.
  case spool(SpoolError)
  /// Our side could not keep what was inside the document.
  case staging(BlobError)
}

/// Why a document cost a process, once the process is gone and its last words are known.
enum BreakCause: Equatable {
  case crashed(String)
  case timedOut
  case outOfMemory
  case malformed(String)

  /// Reads the cause of a death off the way it died and what it said last.
  init(_ status: TerminationStatus, said: ChildOutput) {
    switch status {
    // The soft limit of RLIMIT_CPU.
    case .signaled(24): self = .timedOut
    case _ where said.tellsOfExhaustedMemory: self = .outOfMemory
    case .signaled(let signal): self = .crashed("the extractor was ended by signal \(signal)")
    case .exited(let code): self = .crashed("the extractor ended with status \(code)")
    }
  }

  func state(withText hasText: Bool) -> ItemState {
    switch self {
    case .crashed, .malformed: .crashed
    case .timedOut: hasText ? .truncated : .timedOut
    case .outOfMemory: .outOfMemory
    }
  }

  var problem: Problem {
    switch self {
    case .crashed(let how): Problem(code: "crashed", message: how)
    case .timedOut: Problem(code: "timed_out", message: "no page was finished in time")
    case .outOfMemory:
      Problem(code: "out_of_memory", message: "the document needs more memory than an extractor may have")
    case .malformed(let what): Problem(code: "malformed", message: "the extractor's answer was not understood: \(what)")
    }
  }
}
