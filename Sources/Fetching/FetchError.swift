package import Documents
package import Pipeline
package import SystemPackage

/// Why the bytes of one file could not be taken.
package enum FetchError: Error, Equatable {
  /// The file was there when it was walked, and is gone.
  case vanished
  /// The file's permissions, or those of a folder above it, do not let us in.
  case unreadable(Errno)
  /// The file is larger than `limit` bytes; it was not read.
  case tooLarge(limit: Int64)
  /// What has the name now is a link, a folder or a special file.
  case notRegular
  /// The disk or network under the file failed.
  case io(Errno)
  /// The process or the system has no descriptors or memory left at this moment.
  case exhausted(Errno)
  /// The run was cancelled while the file was read.
  case cancelled
  /// The copy could not be kept: a failure of the blob store, not of the file.
  case staging(BlobError)

  /// What the kernel's answer means for the file it was given for.
  package init(_ errno: Errno) {
    self =
      switch errno {
      case .noSuchFileOrDirectory, .notDirectory, .staleNFSFileHandle: .vanished
      case .permissionDenied, .notPermitted: .unreadable(errno)
      case .tooManySymbolicLinkLevels, .noSuchAddressOrDevice, .isDirectory: .notRegular
      case .tooManyOpenFiles, .tooManyOpenFilesInSystem, .noMemory: .exhausted(errno)
      default: .io(errno)
      }
  }

  /// Whether the file is at fault, or what is around it, and not the store that was to keep it.
  package var isOfTheFile: Bool { if case .staging = self { false } else { true } }

  /// The state in which this leaves the file, when it is not tried again.
  package var state: ItemState {
    switch self {
    case .vanished: .vanished
    case .tooLarge: .tooLarge
    case .notRegular: .skipped
    case .unreadable, .io, .exhausted, .staging: .unreadable
    case .cancelled: .cancelled
    }
  }
}

extension FetchError: Classified {
  package var code: String {
    switch self {
    case .vanished: "vanished"
    case .unreadable: "not_permitted"
    case .tooLarge: "too_large"
    case .notRegular: "not_regular"
    case .io: "read_failed"
    case .exhausted: "resources_exhausted"
    case .cancelled: "cancelled"
    case .staging(let cause): cause.code
    }
  }

  package var message: String {
    switch self {
    case .vanished: "the file was removed before it could be read"
    case .unreadable(let errno): "the file may not be read: \(errno)"
    case .tooLarge(let limit): "the file is larger than the limit of \(limit) bytes"
    case .notRegular: "the name now belongs to something that is not a regular file"
    case .io(let errno): "reading failed: \(errno)"
    case .exhausted(let errno): "the system is short of something: \(errno)"
    case .cancelled: "the run was cancelled"
    case .staging(let cause): cause.message
    }
  }

  package var disposition: Disposition {
    switch self {
    case .vanished, .unreadable, .tooLarge, .notRegular, .io, .cancelled: .reject
    case .exhausted: .retry(after: .seconds(1))
    case .staging(let cause): cause.disposition
    }
  }
}
