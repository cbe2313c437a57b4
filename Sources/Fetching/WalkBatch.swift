package import Documents

/// What a walk found in one step. Every name it met that is not a folder it went into is in here once.
package struct WalkBatch: Sendable {
  /// Regular files to fetch.
  package internal(set) var files: [FolderEntry] = []
  /// Pages of the web that were named; one may be named twice.
  package internal(set) var pages: [WebAddress] = []
  /// What could not be looked at: a row of the ledger each.
  package internal(set) var failures: [WalkFailure] = []
  /// What was passed over by a rule, counted by file: a folder that is skipped counts as the files below it.
  package internal(set) var skipped: [SkipReason: Int] = [:]

  /// What was found otherwise than by a walk.
  package init(files: [FolderEntry] = [], failures: [WalkFailure] = []) {
    self.files = files
    self.failures = failures
  }

  package var isEmpty: Bool { files.isEmpty && pages.isEmpty && failures.isEmpty && skipped.isEmpty }
}

/// A name that ends in a state without being fetched.
package struct WalkFailure: Sendable, Equatable {
  package let source: SourceURL
  package let state: ItemState
  package let code: String
  package let message: String
}

/// Why something was passed over.
package enum SkipReason: String, Sendable, CaseIterable {
  case hidden
  case versionControl = "version_control"
  case excluded
  /// What the program itself keeps: its database, its blobs.
  case ownData = "own_data"
  case notIncluded = "not_included"
  /// A FIFO, a socket or a device.
  case special
  /// A link, where links are not followed.
  case link
  /// A link that leads nowhere, or round in a circle.
  case brokenLink = "broken_link"
  /// A link to a file or folder that was taken already, or a file below such a link.
  case repeated
}
