package import Documents
package import SystemPackage

/// Why a walk cannot begin, or not go on. What merely keeps it from one file or folder is a `WalkFailure` instead.
package enum WalkError: Error, Equatable {
  /// A path that was asked for does not exist.
  case noSuchInput(FilePath)
  /// A folder where a file is needed.
  case isFolder(FilePath)
  /// A path that was asked for may not be read.
  case notPermitted(FilePath)
  /// What begins as the address of a page is none that can be fetched.
  case malformedPage(WebAddressError)
  /// A page was named where only files are read.
  case pageAmongFiles(WebAddress)
  /// A URL of a scheme that nothing here fetches.
  case unsupportedScheme(String)
  /// A `file:` URL that names no local path: a remote host, or broken percent-encoding.
  case malformedURL(String)
  /// A list holds an entry that is no path: longer than any path, or with a NUL in it.
  case malformedList(FilePath, entry: Int)
  /// A path that was asked for, or a list, cannot be read for another reason.
  case io(FilePath, Errno)

  init(_ errno: Errno, at path: FilePath) {
    self =
      switch errno {
      case .noSuchFileOrDirectory, .notDirectory: .noSuchInput(path)
      case .permissionDenied, .notPermitted: .notPermitted(path)
      default: .io(path, errno)
      }
  }
}

extension WalkError: Classified {
  package var code: String {
    switch self {
    case .noSuchInput: "no_such_input"
    case .isFolder: "no_such_input"
    case .notPermitted: "not_permitted"
    case .malformedPage(let cause): cause.code
    case .pageAmongFiles, .unsupportedScheme: "unsupported_scheme"
    case .malformedURL: "malformed_url"
    case .malformedList: "malformed_list"
    case .io: "input_io"
    }
  }

  package var message: String {
    switch self {
    case .noSuchInput(let path): "\(path) does not exist"
    case .isFolder(let path): "\(path) is a folder; a file is needed here"
    case .notPermitted(let path): "\(path) may not be read"
    case .malformedPage(let cause): cause.message
    case .pageAmongFiles(let page): "\(page.string) is a page of the web, which only `ingest` fetches"
    case .unsupportedScheme(let url): "unsupported scheme: \(url) (file:, http: and https: are supported)"
    case .malformedURL(let url): "\(url) names no file on this machine"
    case .malformedList(let path, let entry): "entry \(entry) of the list \(path) is not a path"
    case .io(let path, let errno): "\(path) cannot be read: \(errno)"
    }
  }

  package var disposition: Disposition { .halt }
}
