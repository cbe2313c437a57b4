import Documents
import Ingestion
import Pipeline
import Storage

extension IngestReport {
  /// The ledger as a table, with what the run took.
  var ledgerLines: [String] {
    var lines = totals.isEmpty ? ledger.table : totals.table
    if pruned > 0 { lines.append("removed \(Amounts.documents(pruned)) whose files are gone") }
    if restored > 0 {
      lines.append(
        "restored \(Amounts.count(restored, "content")) that the blob store had lost")
    }
    if queued > 0 { lines.append("queued \(Amounts.count(queued)) more") }
    if let pageLimit {
      lines.append("stopped at \(Amounts.count(pageLimit)) pages (--pages); links and sitemaps may lead to more")
    }
    let resumed = isResumed ? ", taken up again" : ""
    lines.append("job \(job.text)\(resumed), \(Amounts.duration(took))")
    return lines
  }

  /// What to do next, where there is something to do.
  var remark: String? {
    switch ending {
    case .halted: nil
    case .interrupted where !isRepeatable:
      "interrupted; go on from here: stratlogic jobs resume \(job.text) (the same command begins anew)"
    case .interrupted:
      "interrupted; the same command goes on from here, as does: stratlogic jobs resume \(job.text)"
    case .queued: "`stratlogic worker` does the work; see how far it is: stratlogic jobs \(job.text) --watch"
    case .completed where totals.contains { $0.verdict != .unchanged }:
      "what changed: stratlogic reextract diff \(job.text)"
    case .completed:
      hasFailures ? "which files failed, and why: stratlogic jobs \(job.text) --state failed" : nil
    }
  }

  var json: JSONText {
    var object = JSONText()
    object.add("job", job.text)
    object.add("status", status)
    object.add("resumed", isResumed)
    object.add("files", filesSeen)
    var ledger = JSONText()
    for line in self.ledger.byState { ledger.add(line.state.rawValue, line.count) }
    object.add("ledger", ledger)
    object.add("pruned", pruned)
    if restored > 0 { object.add("restored", restored) }
    if !totals.isEmpty { object.add("verdicts", totals.counts) }
    if case .queued = ending { object.add("queued", queued) }
    if pageLimit != nil { object.add("page_limit_reached", true) }
    object.add("seconds", Amounts.rounded(Amounts.seconds(took), to: 1000))
    var memory = JSONText()
    memory.add("coordinator", coordinatorMemory)
    memory.add("extractor", extractorMemory)
    object.add("peak_memory", memory)
    object.add("stages", stages.map(Self.stage))
    if case .halted(let cause) = ending { object.addError(cause) } else { object.addError(nil) }
    return object
  }

  private var status: String {
    switch ending {
    case .completed: "completed"
    case .interrupted: "cancelled"
    case .halted: "failed"
    case .queued: "pending"
    }
  }

  static func stage(_ reading: StageMeter.Reading) -> JSONText {
    var object = JSONText()
    object.add("stage", reading.name.rawValue)
    object.add("documents", reading.documents)
    object.add("seconds", Amounts.rounded(Amounts.seconds(reading.time), to: 1000))
    return object
  }
}
