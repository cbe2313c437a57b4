import Documents
import Storage
import SystemPackage

extension JobSummary {
  func json(ledger: [LedgerLine]?) -> JSONText {
    var object = JSONText()
    object.add("job", id.text)
    object.add("job_type", type)
    object.add("title", title)
    object.add("status", status)
    object.add("progress", progress)
    object.add("total_items", total)
    object.add("processed_items", processed)
    object.add("failed_items", failed)
    object.add("unchanged_items", unchanged)
    object.add("skipped_items", skipped)
    object.add("queued_items", queued)
    object.add("error_message", error)
    object.add("started_at", started)
    object.add("completed_at", completed)
    object.add("keywords", keywords)
    object.add("roots", roots)
    if let ledger {
      var states = JSONText()
      for line in ledger.byState { states.add(line.state.rawValue, line.count) }
      object.add("ledger", states)
    }
    return object
  }

  func lines(ledger: [LedgerLine]) -> [String] {
    [
      "\(Terminal.harmless(title))", "  job       \(id.text)",
      "  status    \(status)\(error.map { ": \(Terminal.harmless($0))" } ?? "")",
      "  started   \(started ?? "-")", "  completed \(completed ?? "-")",
      "  progress  \(progress) %\(queued > 0 ? ", \(Amounts.count(queued)) queued" : "")", "",
    ] + ledger.table
  }
}

extension JobSummary {
  /// Whether it has not ended, nor lost its process.
  var goesOn: Bool { status == "pending" || status == "running" }

  /// How far it is, in a line.
  var progressLine: String {
    var parts = [
      "\(status), \(progress) %", "\(Amounts.count(processed + failed)) of \(Amounts.count(total, "file"))",
    ]
    if failed > 0 { parts.append("\(Amounts.count(failed)) failed") }
    return parts.joined(separator: ", ")
  }
}

extension JobItem {
  var json: JSONText {
    var object = JSONText()
    object.add("source_url", source.string)
    object.add("state", state.rawValue)
    object.add("error", problem?.json)
    object.add("artifact_id", artifact?.text)
    object.add("file_size", bytes)
    object.add("attempt", attempt)
    return object
  }

  var line: String {
    let place = source.path.map { "\($0)" } ?? source.string
    return "\(state.rawValue)\t\(Terminal.harmless(place))\(problem.map { "\t\(Terminal.harmless($0.message))" } ?? "")"
  }

  /// RFC 4180.
  var csv: String {
    let cells = [
      source.string, state.rawValue, problem?.code ?? "", problem?.message ?? "", artifact?.text ?? "",
      bytes.map(String.init) ?? "",
    ]
    return cells.map { cell in
      let needsQuotes = cell.contains { $0 == "," || $0 == "\"" || $0.isNewline }
      guard needsQuotes else { return cell }
      return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }.joined(separator: ",")
  }
}
