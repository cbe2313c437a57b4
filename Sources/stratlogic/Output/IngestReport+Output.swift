import Documents
import Ingestion
import Pipeline
import Storage

extension IngestReport {
  /// The ledger as a table, with what the run took.
  var ledgerLines: [String] {
    var table = Table([("state", .left), ("files", .right), ("size", .right)])
    for line in sortedLedger {
      table.add([line.state.rawValue, Amounts.count(line.count), line.bytes > 0 ? Amounts.bytes(line.bytes) : ""])
    }
    table.add(["files seen", Amounts.count(filesSeen), ""])
    var lines = table.lines
    if pruned > 0 { lines.append("removed \(Amounts.count(pruned)) documents whose files are gone") }
    let resumed = isResumed ? ", taken up again" : ""
    lines.append("job \(job.text)\(resumed), \(Amounts.duration(took))")
    return lines
  }

  var json: JSONText {
    var object = JSONText()
    object.add("job", job.text)
    object.add("status", status)
    object.add("resumed", isResumed)
    object.add("files", filesSeen)
    var ledger = JSONText()
    for line in sortedLedger { ledger.add(line.state.rawValue, line.count) }
    object.add("ledger", ledger)
    object.add("pruned", pruned)
    object.add("seconds", Amounts.rounded(Amounts.seconds(took), to: 1000))
    var memory = JSONText()
    memory.add("coordinator", coordinatorMemory)
    memory.add("extractor", extractorMemory)
    object.add("peak_memory", memory)
    object.add("stages", stages.map(Self.stage))
    if case .halted(let cause) = ending {
      var error = JSONText()
      error.add("code", cause.code)
      error.add("message", cause.message)
      object.add("error", error)
    } else {
      object.addNull("error")
    }
    return object
  }

  private var sortedLedger: [LedgerLine] {
    let order = Dictionary(uniqueKeysWithValues: ItemState.allCases.enumerated().map { ($1, $0) })
    return merged.sorted { order[$0.state, default: 0] < order[$1.state, default: 0] }
  }

  /// `unchanged` can come from rows (files that were hashed again) and from the job's count.
  private var merged: [LedgerLine] {
    Dictionary(grouping: ledger, by: \.state).map { state, lines in
      LedgerLine(state: state, count: lines.map(\.count).reduce(0, +), bytes: lines.map(\.bytes).reduce(0, +))
    }
  }

  private var status: String {
    switch ending {
    case .completed: "completed"
    case .interrupted: "cancelled"
    case .halted: "failed"
    }
  }

  private static func stage(_ reading: StageMeter.Reading) -> JSONText {
    var object = JSONText()
    object.add("stage", reading.name.rawValue)
    object.add("documents", reading.documents)
    object.add("seconds", Amounts.rounded(Amounts.seconds(reading.time), to: 1000))
    return object
  }
}
