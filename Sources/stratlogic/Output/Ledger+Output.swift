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

  /// The states with their files, and the sizes of those of which they are known; and how many there are: files that are gone were not seen.
  var table: [String] {
    let sized: [(title: String, alignment: Table.Alignment)] =
      contains { $0.bytes > 0 } ? [("size", .right)] : []
    var table = Table([("state", .left), ("files", .right)] + sized)
    func add(_ name: String, _ count: Int, _ size: String) {
      table.add([name, Amounts.count(count)] + sized.map { _ in size })
    }
    for line in byState { add(line.state.rawValue, line.count, line.bytes > 0 ? Amounts.bytes(line.bytes) : "") }
    add("files seen", filter { $0.state != .gone }.map(\.count).reduce(0, +), "")
    return table.lines
  }
}
