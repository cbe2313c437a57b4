import Documents
import Storage

/// A ledger as people and programs read it: one line a state, in the order in which `ItemState` declares them.
extension [LedgerLine] {
  /// `unchanged` can come from rows (files that were hashed again) and from the job's count: here it is one line.
  var byState: [LedgerLine] {
    let grouped = Dictionary(grouping: self, by: \.state)
    return ItemState.allCases.compactMap { state in
      grouped[state].map { lines in
        LedgerLine(state: state, count: lines.map(\.count).reduce(0, +), bytes: lines.map(\.bytes).reduce(0, +))
      }
    }
  }

  /// The states with their files, and their sum; files that are gone were not seen.
  var table: [String] {
    var table = Table([("state", .left), ("files", .right), ("size", .right)])
    for line in byState {
      table.add([line.state.rawValue, Amounts.count(line.count), line.bytes > 0 ? Amounts.bytes(line.bytes) : ""])
    }
    let seen = filter { $0.state != .gone }.map(\.count).reduce(0, +)
    table.add(["files seen", Amounts.count(seen), ""])
    return table.lines
  }
}
