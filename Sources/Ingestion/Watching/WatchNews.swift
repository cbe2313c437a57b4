package import Documents
package import Fetching
package import SystemPackage

/// What a watch has to tell.
package enum WatchNews: Sendable {
  /// Everything was looked at, as an ingest does.
  case looked(IngestReport)
  /// A root is kept in step: so many folders are watched. Where the kernel does not tell of everything, the root is looked over so often besides, and why.
  case watching(FilePath, folders: Int, polled: Polled?)
  case changed(ChangeReport)
  /// A root is not there: nothing is done about what was in it.
  case away(FilePath)
  case back(FilePath)
  /// More happened than the kernel could hold, so everything is looked over.
  case overflowed
  /// Something is missing that may come back; what has changed meanwhile is taken then.
  case waiting(any Classified)

  package struct Polled: Sendable, Equatable {
    package let interval: Duration
    package let reason: Blindness
  }
}
