import Documents
import Storage
import Synchronization

/// What a run has done so far, for whoever shows it. An estimate: the ledger is counted from rows.
package final class ProgressBoard: Sendable {
  package struct Reading: Sendable {
    /// Files the walk has met, and whether it is through.
    package var seen = 0
    package var walkIsFinished = false
    /// Files that need nothing more: committed, unchanged or skipped.
    package var done = 0
    package var unchanged = 0
    package var skipped = 0
    package var failures = 0
    /// Bytes of the documents that were committed.
    package var bytes: Int64 = 0
    /// Contents that the blob store had lost, and has again.
    package var restored = 0
    /// What this run has committed, for when nobody can be asked any more.
    var committed: [ItemState: LedgerLine] = [:]

    /// What the ledger holds of this run, as far as it knows.
    var ledger: [LedgerLine] {
      let counts = [LedgerLine(state: .unchanged, count: unchanged), LedgerLine(state: .skipped, count: skipped)]
      return committed.values + counts.filter { $0.count > 0 }
    }
  }

  private let reading = Mutex(Reading())

  package init() {}

  package var current: Reading { reading.withLock { $0 } }

  func update(_ change: (inout Reading) -> Void) { reading.withLock { change(&$0) } }
}
