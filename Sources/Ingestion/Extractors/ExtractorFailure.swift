package import Documents
package import Pipeline

/// Why the pool could not look at a document at all. What is wrong with a document itself is never thrown: it is a state.
package enum ExtractorFailure: Classified, Equatable {
  /// The program is missing, or ends before it is ready, again and again.
  case cannotStart(program: String, reason: String)
  /// The text could not be put aside: a full disk, a folder that is gone.
  case spool(SpoolError)
  /// What was inside the document could not be kept.
  case staging(BlobError)
  /// The task that waited was cancelled, or the pool was closed.
  case cancelled

  package var code: String {
    switch self {
    case .cannotStart: "extractor_unavailable"
    case .spool: "spool_failed"
    case .staging(let error): error.code
    case .cancelled: "cancelled"
    }
  }

  package var message: String {
    switch self {
    case .cannotStart(let program, let reason): "the extractor \(program) does not start: \(reason)"
    case .spool(let error): error.description
    case .staging(let error): error.message
    case .cancelled: "cancelled"
    }
  }

  package var disposition: Disposition {
    switch self {
    case .cannotStart: .halt
    case .spool: .retry(after: .seconds(5))
    case .staging(let error): error.disposition
    case .cancelled: .retry(after: nil)
    }
  }
}
