import Documents
import Fetching
import Pipeline
import SystemPackage

/// Hears from the kernel what happens, and notes it; goes into new folders at once, so that what happens there is heard as well.
struct WatchListener: Sendable {
  let notifier: FolderNotifier
  let options: WalkOptions
  let board: WatchBoard
  /// Its own: most of the time it waits in a system call.
  private let thread = BlockingThreads(count: 1)

  /// How long it may go unnoticed that the watch is over, in milliseconds.
  private static let attention = 250
  /// What happens within this time is noted together, so that a file which is written all the time costs next to nothing.
  private static let gathering = Duration.milliseconds(20)

  init(_ notifier: FolderNotifier, options: WalkOptions, board: WatchBoard) {
    self.notifier = notifier
    self.options = options
    self.board = board
  }

  /// Runs until the watch is over.
  func run() async {
    while !board.update(\.isOver) {
      let isNew = await thread.run { listen() }
      guard isNew else { continue }
      await board.bell.ring()
      try? await Task.sleep(for: Self.gathering)
    }
  }

  /// Whether anything was heard.
  private func listen() -> Bool {
    do {
      let events = try notifier.events(within: Self.attention)
      // What came is noted before what is gone, so that nothing that was moved counts as gone only.
      for event in events where !event.isLoss { note(event) }
      for event in events where event.isLoss { note(event) }
      return !events.isEmpty
    } catch {
      // What cannot be read is lost.
      note(.overflow)
      return true
    }
  }

  private func note(_ event: FolderEvent) {
    switch event {
    case .file(let place, let isComplete):
      board.update { $0.pending.wrote(place, isComplete: isComplete, at: .now) }
    case .gone(let place, let isMoved): board.update { $0.pending.lost(place, isMoved: isMoved, at: .now) }
    case .folder(let place, let isComplete): enter(place, isComplete: isComplete)
    case .root(let root):
      board.update {
        $0.surveys.insert(root)
        $0.rootsChanged = true
      }
    case .overflow: board.update { $0.didOverflow = true }
    }
  }

  /// Watches a folder with all below it, and notes what is in it already. What cannot be looked at is noted as well, for the ledger.
  private func enter(_ folder: WalkPlace, isComplete: Bool) {
    let walk = FolderWalk(places: [folder], options: options, observer: notifier)
    while let batch = try? walk.next() {
      let unreadable = batch.failures.filter { $0.state != .vanished }.compactMap(\.source.path)
      for path in batch.files.map(\.path) + unreadable {
        let place = WalkPlace(path: path, root: folder.root)
        board.update { $0.pending.wrote(place, isComplete: isComplete, at: .now) }
      }
    }
  }
}

extension FolderEvent {
  fileprivate var isLoss: Bool { if case .gone = self { true } else { false } }
}
