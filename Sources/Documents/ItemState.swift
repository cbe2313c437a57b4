/// The one state in which a job leaves a file. Every file a job saw is in exactly one of these.
///
/// The raw values are the words of the ledger, of `job_items.state` and of the JSON that commands print.
package enum ItemState: String, Sendable, CaseIterable {
  case stored, duplicate, unchanged, moved
  case skipped, gone
  /// Extracted again, worse than before: the former extraction is kept.
  case refused
  case unsupported, empty
  case encrypted, corrupt, truncated, crashed
  case tooLarge = "too_large"
  case timedOut = "timed_out"
  case outOfMemory = "out_of_memory"
  case unreadable, vanished, cancelled
  /// Begun too often without an end: given up.
  case dead

  /// Whether a stored document can be in this state, and not only a file of a job.
  package var isOfDocument: Bool {
    switch self {
    case .stored, .unsupported, .empty, .encrypted, .corrupt, .truncated, .crashed: true
    case .tooLarge, .timedOut, .outOfMemory: true
    case .duplicate, .unchanged, .moved, .skipped, .gone, .refused, .unreadable, .vanished, .cancelled, .dead: false
    }
  }

  /// Whether a file in this state makes a run end with exit status 1.
  package var isFailure: Bool {
    switch self {
    case .stored, .duplicate, .unchanged, .moved, .skipped, .gone, .refused, .unsupported, .empty: false
    case .encrypted, .corrupt, .truncated, .crashed, .tooLarge, .timedOut, .outOfMemory: true
    case .unreadable, .vanished, .cancelled, .dead: true
    }
  }
}
