import Synchronization

/// Finds the files below folders, in lists and by name: every one of them once, with what `stat` says of it.
///
/// It goes from folder to open folder, so names are bytes, paths may be longer than the system opens, and a folder that is
/// moved away meanwhile takes the walk nowhere else. What it holds at any time is one portion of entries for each folder on the way down.
/// It decides by name and kind only; whether a file is worth reading is for those who know what was read before.
///
/// Without links, and with a single folder, a file is met once by construction. Otherwise the files met are remembered, at about one bit each.
package final class FolderWalk: Sendable {
  private let walker: Mutex<Walker>
  private let batchSize: Int

  /// Looks at the roots, and opens the lists among them; blocks. Throws for a root that is not there or may not be read.
  package init(
    roots: [WalkRoot], options: WalkOptions = WalkOptions(), batchSize: Int = 512, observer: (any FolderObserver)? = nil
  ) throws(WalkError) {
    walker = Mutex(Walker(try WalkPlan(roots), options: options, observer: observer))
    self.batchSize = batchSize
  }

  /// Goes to single places, by the rules of a walk that comes to them from their roots. One at which nothing is, is a failure in
  /// the state `vanished`.
  package init(
    places: [WalkPlace], options: WalkOptions = WalkOptions(), batchSize: Int = 512,
    observer: (any FolderObserver)? = nil
  ) {
    walker = Mutex(Walker(WalkPlan(places: places), options: options, observer: observer))
    self.batchSize = batchSize
  }

  /// What comes next, at most about `batchSize` files; nil at the end. Blocks; one caller at a time.
  ///
  /// Throws when a list cannot be read on. A batch may hold no files, when many names were passed over or
  /// the writer of a list pauses.
  package func next() throws(WalkError) -> WalkBatch? {
    try walker.withLock { walker throws(WalkError) in try walker.nextBatch(of: batchSize) }
  }
}
