package import Documents

/// Why nothing can be detected at all. That one document is of no known type is an answer, not an error.
package enum DetectionError: Classified, Sendable, Equatable {
  /// libmagic's database could not be loaded; libmagic's own words.
  case databaseUnavailable(String)

  package var code: String {
    switch self {
    case .databaseUnavailable: "magic_unavailable"
    }
  }

  package var message: String {
    switch self {
    case .databaseUnavailable(let reason): "libmagic's database cannot be loaded: \(reason)"
    }
  }

  package var disposition: Disposition {
    switch self {
    case .databaseUnavailable: .halt
    }
  }
}
