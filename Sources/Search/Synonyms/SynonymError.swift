package import Documents

/// Why a file of synonyms cannot be used.
package enum SynonymError: Error, Sendable, Equatable {
  /// A line that is no rule; the reason is a sentence for a person.
  case malformed(file: String, line: Int, reason: String)
  case tooLong(file: String, limit: Int)
}

extension SynonymError: Classified {
  package var code: String {
    switch self {
    case .malformed: "malformed_synonyms"
    case .tooLong: "too_many_synonyms"
    }
  }

  package var message: String {
    switch self {
    case .malformed(let file, let line, let reason): "\(file), line \(line): \(reason)"
    case .tooLong(let file, let limit): "\(file) has more than \(limit) lines; a file of synonyms holds no more"
    }
  }

  package var disposition: Disposition { .halt }
}
