import Documents
import Fetching
import Pipeline
import Synchronization
import SystemPackage

/// The files that inputs name or hold, each with the name under which its record is to appear.
final class NamedFiles: Sendable {
  typealias File = (name: String, place: NamedInputs.Place)

  private struct Progress {
    var inputs: NamedInputs
    /// The folder that is being walked, and what its last step found.
    var folder: FolderWalk?
    var found: ArraySlice<File> = []
  }

  private let progress: Mutex<Progress>
  private let threads: BlockingThreads

  init(_ roots: [WalkRoot], threads: BlockingThreads) {
    progress = Mutex(Progress(inputs: NamedInputs(roots)))
    self.threads = threads
  }

  /// The next file; nil at the end.
  func next() async throws(WalkError) -> File? {
    try await threads.run { () throws(WalkError) in
      try self.progress.withLock { progress throws(WalkError) in try Self.next(&progress) }
    }
  }

  private static func next(_ progress: inout Progress) throws(WalkError) -> File? {
    while true {
      if let file = progress.found.popFirst() { return file }
      if let folder = progress.folder {
        guard let batch = try folder.next() else {
          progress.folder = nil
          continue
        }
        progress.found = batch.files.map { (name: $0.path.string, place: .file($0)) }[...]
        continue
      }
      guard let input = try progress.inputs.next() else { return nil }
      guard case .folder(let path) = input.place else { return input }
      progress.folder = try FolderWalk(roots: [.path(path)])
    }
  }
}
