import CLinux
import Synchronization
package import SystemPackage

/// What happened below a root.
package enum FolderEvent: Sendable, Equatable {
  /// A file was made, written to, or given other rights or times. It is complete when whoever wrote it has closed it, or moved it here.
  case file(WalkPlace, isComplete: Bool)
  /// A file or folder is no longer there by this name; whether it is told as well where it was moved to.
  case gone(WalkPlace, isMoved: Bool)
  /// A folder came to be there, or can be read now: what is below it is to be walked, with the notifier as the walk's observer. It
  /// is complete when it was moved here.
  case folder(WalkPlace, isComplete: Bool)
  /// Something happened to a root itself.
  case root(FilePath)
  /// So much happened that the kernel lost count.
  case overflow
}

/// Tells what happens in the folders that walks went into, by inotify(7).
///
/// As a walk's observer it has each folder watched before its entries are read, so that nothing is made unseen between the two. What the rules
/// of a walk leave out, it does not tell of. A folder that is moved away is forgotten with all below it, since its path is another now:
/// whoever hears of it walks the new place.
package final class FolderNotifier: FolderObserver {
  private let inotify: Inotify
  private let options: WalkOptions
  private let watched = Mutex(Watched())

  private struct Watched {
    private(set) var places: [CInt: WalkPlace] = [:]
    private var watches: [FilePath: CInt] = [:]
    var blindness: [FilePath: Blindness] = [:]

    func isWatched(_ folder: FilePath) -> Bool { watches[folder] != nil }

    mutating func note(_ watch: CInt, at place: WalkPlace) {
      drop(watch)
      places[watch] = place
      watches[place.path] = watch
    }

    mutating func drop(_ watch: CInt) {
      guard let place = places.removeValue(forKey: watch), watches[place.path] == watch else { return }
      watches[place.path] = nil
    }
  }

  /// Throws when the kernel gives no queue of events.
  package init(options: WalkOptions) throws(Errno) {
    inotify = try Inotify()
    self.options = options
  }

  /// How many folders are watched below `root`.
  package func folders(below root: FilePath) -> Int {
    watched.withLock { $0.places.values.count { $0.root == root } }
  }

  /// Why not everything is told of what happens below `root`; nil when it is.
  package func blindness(below root: FilePath) -> Blindness? { watched.withLock { $0.blindness[root] } }

  /// Forgets why something could not be watched: before `root` is walked again.
  package func lookAgain(below root: FilePath) { watched.withLock { $0.blindness[root] = nil } }

  package func willRead(_ folder: FileDescriptor, at place: WalkPlace) {
    // Adding and noting are one step: an event is looked up under the same lock, so its watch is known by then.
    watched.withLock { watched in
      do throws(Errno) {
        watched.note(try inotify.watch(folder), at: place)
        if let blindness = Blindness(fileSystemOf: folder) { watched.blindness[place.root] = blindness }
      } catch {
        watched.blindness[place.root] = error == .noSpace ? .tooManyFolders : .refused(error)
      }
    }
  }

  /// Waits for something to happen, so many milliseconds at most, and tells of it. Blocks; one caller at a time.
  package func events(within milliseconds: Int) throws(Errno) -> [FolderEvent] {
    let events = try inotify.events(within: CInt(clamping: milliseconds))
    guard !events.isEmpty else { return [] }
    let arrived = Set(events.lazy.filter { $0.isAny(of: NOTIFIER_MOVED_HERE) }.map(\.cookie))
    return watched.withLock { watched in
      events.compactMap { tell(of: $0, isMoved: arrived.contains($0.cookie), &watched) }
    }
  }

  private func tell(of event: Inotify.Event, isMoved: Bool, _ watched: inout Watched) -> FolderEvent? {
    if event.isAny(of: NOTIFIER_OVERFLOW) { return .overflow }
    guard let folder = watched.places[event.watch] else { return nil }
    if event.isAny(of: NOTIFIER_ENDED) { watched.drop(event.watch) }
    guard !event.name.isEmpty else {
      let isOfRoot = folder.path == folder.root
      return isOfRoot && event.isAny(of: NOTIFIER_ITSELF) ? .root(folder.root) : nil
    }
    var path = PathBuffer(folder.path)
    path.append(event.name)
    let place = WalkPlace(path: path.filePath, root: folder.root)
    let isFolder = event.isOfFolder
    guard options.reasonToSkip(name: event.name, path: place.relative, isFolder: isFolder) == nil,
      isFolder || options.isWanted(place.relative)
    else { return nil }
    if event.isAny(of: NOTIFIER_REMOVED | NOTIFIER_MOVED_AWAY) {
      // One that was removed was empty, and its watch has ended with it.
      if isFolder, event.isAny(of: NOTIFIER_MOVED_AWAY) { forget(place.path, &watched) }
      return .gone(place, isMoved: isMoved && event.isAny(of: NOTIFIER_MOVED_AWAY))
    }
    guard isFolder else {
      return .file(place, isComplete: event.isAny(of: NOTIFIER_CLOSED | NOTIFIER_MOVED_HERE))
    }
    // A folder whose rights are others now may be one that can be read now.
    let isKnown = event.isAny(of: NOTIFIER_STATUS) && watched.isWatched(place.path)
    return isKnown ? nil : .folder(place, isComplete: event.isAny(of: NOTIFIER_MOVED_HERE))
  }

  /// Forgets a folder and all below it.
  private func forget(_ folder: FilePath, _ watched: inout Watched) {
    for (watch, place) in watched.places where place.path.starts(with: folder) {
      inotify.forget(watch)
      watched.drop(watch)
    }
  }

  /// Forgets a root and all below it.
  package func forget(_ root: FilePath) { watched.withLock { forget(root, &$0) } }
}
