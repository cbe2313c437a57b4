import Fetching
import Synchronization
import SystemPackage

/// What those who hear of changes tell those who look at them.
final class WatchBoard: Sendable {
  struct Notes: Sendable {
    var pending: PendingChanges
    /// Roots that are to be looked over whole.
    var surveys: Set<FilePath> = []
    /// Whether it is to be asked at once which roots are there.
    var rootsChanged = false
    /// Whether more happened than the kernel could hold.
    var didOverflow = false
    var isOver = false
  }

  private let notes: Mutex<Notes>
  /// Rung when there is something new.
  let bell = Bell()

  init(delays: PendingChanges.Delays) { notes = Mutex(Notes(pending: PendingChanges(delays: delays))) }

  func update<Value: Sendable>(_ body: (inout Notes) -> Value) -> Value { notes.withLock { body(&$0) } }
}
