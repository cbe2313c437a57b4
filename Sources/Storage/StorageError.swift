package import Documents
package import PQ
package import Pipeline

/// What can go wrong between the program and what it keeps.
package enum StorageError: Error, Sendable {
  case database(PQError)
  case contents(BlobError)
  case noSuchUser(String)
  case noSuchArtifact(String)
  case ambiguousArtifact(String)
  case noSuchSource(SourceURL)
  case noSuchJob(String)
  /// Bytes of the search index that this program cannot have written; what is wrong with them.
  case indexDamaged(String)
  case noSuchSavedSearch(String)
  case ambiguousJob(String)
  /// A process has the job in hand.
  case jobIsHeld(RowIdentifier)
  /// No blob of the store belongs to any document: it is likely another database's.
  case foreignBlobs(Int)
}

extension StorageError: Classified {
  package var code: String {
    switch self {
    case .database(let error): error.code
    case .contents(let error): error.code
    case .noSuchUser: "no_such_user"
    case .noSuchArtifact: "no_such_artifact"
    case .ambiguousArtifact: "ambiguous_artifact"
    case .noSuchSource: "no_such_source"
    case .noSuchJob: "no_such_job"
    case .indexDamaged: "index_damaged"
    case .noSuchSavedSearch: "no_such_saved_search"
    case .ambiguousJob: "ambiguous_job"
    case .jobIsHeld: "job_is_running"
    case .foreignBlobs: "foreign_blobs"
    }
  }

  package var message: String {
    switch self {
    case .database(let error): error.message
    case .contents(let error): error.message
    case .noSuchUser(let name): "There is no active user '\(name)'; STRATLOGIC_USER names another."
    case .noSuchArtifact(let name): "There is no artifact '\(name)'. `stratlogic search` prints ids."
    case .ambiguousArtifact(let name): "More than one artifact's id begins with '\(name)'; type more of it."
    case .noSuchSource(let source):
      "Nothing that is stored was found at \(source.path.map { "\($0)" } ?? source.string), or below it."
    case .ambiguousJob(let name): "More than one job's id begins with '\(name)'; type more of it."
    case .jobIsHeld(let job): "Job \(job) is running. `stratlogic jobs cancel` stops it."
    case .noSuchJob(let name): "There is no job '\(name)'. `stratlogic jobs` lists them."
    case .indexDamaged(let what):
      "The search index is damaged (\(what)); the documents are not. `stratlogic verify --repair` indexes anew what was in it."
    case .foreignBlobs(let count):
      count == 1
        ? "The one blob in this store belongs to no document of this database; --all removes it all the same."
        : "None of the \(count) blobs in this store belongs to a document of this database; --all removes them all the same."
    case .noSuchSavedSearch(let name): "There is no saved search '\(name)'. `stratlogic searches list` lists them."
    }
  }

  package var disposition: Disposition {
    switch self {
    case .database(let error): error.disposition
    case .contents(let error): error.disposition
    case .noSuchUser, .noSuchArtifact, .ambiguousArtifact, .noSuchSource, .noSuchJob, .ambiguousJob, .jobIsHeld,
      .noSuchSavedSearch, .indexDamaged, .foreignBlobs:
      .halt
    }
  }
}

extension RowReader {
  /// A uuid column.
  func identifier(_ column: Int) throws(PQError) -> RowIdentifier {
    guard let identifier = RowIdentifier(text: try text(column)) else {
      throw .undecodable(column: column, expected: "a UUID")
    }
    return identifier
  }
}
