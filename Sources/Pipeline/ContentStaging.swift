package import Documents
package import SystemPackage

/// Where `fetch` puts the bytes it reads, before anybody knows whether they are worth keeping.
///
/// The contract between the stage that reads files and the store that keeps them; neither knows the other. Calls block, so
/// they belong on a thread that may.
package protocol ContentStaging: Sendable {
  /// Begins the copy of the open file `source`, of which `size` bytes are expected.
  ///
  /// `source` stays the caller's, and open until the copy is finished or dropped.
  func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy
}

/// One copy under way, used by one thread. Dropping it unfinished leaves nothing behind.
package protocol StagingCopy: AnyObject {
  /// What to read the content from: the source, or a clone of it that can no longer change.
  var reader: FileDescriptor { get }

  /// Takes the next bytes that were read from `reader`, in order and without gaps.
  func append(_ block: UnsafeRawBufferPointer) throws(BlobError)

  /// Ends the copy; `digest` and `size` are those of the bytes appended. The descriptor of the result stands at offset 0.
  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> ContentFile
}

/// Why content could not be kept, or not be found again.
package enum BlobError: Error, Equatable {
  /// There is not enough room: `free` bytes are left (0 when the kernel refused), `needed` were wanted with the reserve.
  case diskFull(needed: Int64, free: Int64)
  /// The store has nothing of this digest.
  case notFound(ContentDigest)
  /// What the store has under this digest has another one.
  case damaged(ContentDigest)
  /// The object store did not answer, or asked for patience.
  case unavailable(String)
  /// The object store does not allow this.
  case denied(String)
  /// The object store will never do this as it is set up.
  case refused(String)
  /// The store's folder may not be read or written.
  case notPermitted(operation: String)
  /// The process or the system has no descriptors or memory left at this moment.
  case exhausted(Errno)
  /// Any other refusal of the kernel.
  case io(operation: String, Errno)

  /// What `errno` means when it was met during `operation`.
  package init(_ errno: Errno, during operation: String) {
    self =
      switch errno {
      case .noSpace, .diskQuotaExceeded, .fileTooLarge: .diskFull(needed: 0, free: 0)
      case .permissionDenied, .notPermitted, .readOnlyFileSystem: .notPermitted(operation: operation)
      case .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory: .exhausted(errno)
      default: .io(operation: operation, errno)
      }
  }
}

extension BlobError: Classified {
  package var code: String {
    switch self {
    case .diskFull: "disk_full"
    case .notFound: "blob_not_found"
    case .damaged: "blob_damaged"
    case .unavailable: "blob_store_unavailable"
    case .denied: "blob_store_not_permitted"
    case .refused: "blob_store_refused"
    case .notPermitted: "blob_store_not_permitted"
    case .exhausted: "resources_exhausted"
    case .io: "blob_store_io"
    }
  }

  package var message: String {
    switch self {
    case .diskFull(let needed, let free) where needed > 0:
      "the disk of the blob store is full: \(free >> 20) MiB are free, \(needed >> 20) MiB are needed with the reserve"
    case .diskFull: "the disk of the blob store is full"
    case .notFound(let digest): "the blob store has no content \(digest)"
    case .damaged(let digest): "what the blob store has as \(digest) is something else"
    case .unavailable(let reason): "the object store is not available: \(reason)"
    case .denied(let reason), .refused(let reason): "the object store cannot be used: \(reason)"
    case .notPermitted(let operation): "the blob store's folder does not allow this: \(operation)"
    case .exhausted(let errno): "the system is short of something: \(errno)"
    case .io(let operation, let errno): "the blob store failed to \(operation): \(errno)"
    }
  }

  package var disposition: Disposition {
    switch self {
    case .notPermitted, .denied, .refused, .io: .halt
    case .exhausted, .unavailable: .retry(after: .seconds(1))
    // Somebody may make room; whoever has no patience left stops.
    case .diskFull: .retry(after: .seconds(2))
    case .notFound, .damaged: .reject
    }
  }
}
