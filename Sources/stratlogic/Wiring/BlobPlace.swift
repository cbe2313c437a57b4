import Documents
import Fetching
import Glibc
import Pipeline
import Storage
import SystemPackage

/// Where documents' bytes are kept, as `--blobs` and `STRATLOGIC_BLOBS` say it.
enum BlobPlace: Equatable {
  /// References only.
  case nowhere
  case folder(FilePath)
  case objects(ObjectPlace)

  /// What `choice` names, else the environment, else the home's own folder.
  init(_ choice: String?, home: Home) throws(WiringError) {
    guard let name = choice ?? processEnvironment("STRATLOGIC_BLOBS") else {
      self = .folder(home.blobs)
      return
    }
    try self.init(name)
  }

  init(_ name: String) throws(WiringError) {
    if name == "none" {
      self = .nowhere
    } else if ObjectPlace.isMeant(by: name) {
      do {
        self = .objects(try ObjectPlace(url: name))
      } catch {
        throw .malformedBlobPlace(error.message)
      }
    } else if let path = SourceURL(string: name).path {
      self = .folder(path)
    } else {
      throw .unknownBlobStore(name)
    }
  }

  /// Refuses a folder that is not there, where opening it would make one.
  func requireFolder() throws(WalkError) {
    guard case .folder(let path) = self else { return }
    let isThere = path.withPlatformString { access($0, X_OK) == 0 }
    guard isThere else { throw .noSuchInput(path) }
  }

  /// Opens the store; what goes to a server waits below `staging`.
  func open(staging: FilePath, threads: BlockingThreads) throws(BlobError) -> any BlobStore {
    switch self {
    case .nowhere: NoBlobStore()
    case .folder(let folder): try FolderBlobStore(root: folder, threads: threads)
    case .objects(let place): try ObjectBlobStore(place, staging: staging)
    }
  }
}
