import Documents
import Fetching
import Ingestion
import Storage
import SystemPackage

/// Tells what a watch does: a line for each thing that happened, as JSON or for a person.
final class WatchTelling: Sendable {
  private let json: Bool
  private let quiet: Bool
  private let board: ProgressBoard
  private let (firstLook, lookIsOver) = AsyncStream.makeStream(of: Void.self)

  init(json: Bool, quiet: Bool, board: ProgressBoard) {
    self.json = json
    self.quiet = quiet
    self.board = board
  }

  /// Runs `body`, and shows the progress of the first look at everything until that is told of.
  func showProgress<Value: Sendable>(_ body: () async -> Value) async -> Value {
    guard !quiet else { return await body() }
    let showing = Task { [board] in await ProgressLine(board: board).run() }
    let ending = Task { [firstLook] in
      for await _ in firstLook {}
      showing.cancel()
    }
    let value = await body()
    lookIsOver.finish()
    await ending.value
    await showing.value
    return value
  }

  func tell(_ news: WatchNews) {
    if case .looked = news { lookIsOver.finish() }
    if json { return Terminal.print(news.json.text) }
    guard !quiet else { return }
    for line in news.results { Terminal.print(line) }
    if let remark = news.remark { Terminal.note(Terminal.harmless(remark)) }
  }
}

extension WatchNews {
  /// Lines for standard output.
  fileprivate var results: [String] {
    switch self {
    case .looked(let report): report.ledgerLines
    case .changed(let report):
      [
        report.ledger.byState.map { "\(Amounts.count($0.count)) \($0.state.rawValue)" }.joined(separator: ", ")
          + report.rest
      ]
    case .watching, .away, .back, .overflowed, .waiting: []
    }
  }

  /// A line for standard error.
  fileprivate var remark: String? {
    switch self {
    case .looked(let report): report.remark
    case .changed: nil
    case .watching(let path, let folders, nil):
      "watching \(path): \(Amounts.count(folders, "folder"))"
    case .watching(let path, _, let polled?):
      "\(path) is looked over every \(Amounts.duration(polled.interval)): \(polled.reason.reason)"
    case .away(let path): "\(path) is not there; nothing is done about its documents until it is back"
    case .back(let path): "\(path) is back"
    case .overflowed:
      "more happened than the kernel holds (the sysctl fs.inotify.max_queued_events allows more); everything is looked over"
    case .waiting(let cause): "\(cause.message); trying again"
    }
  }

  fileprivate var json: JSONText {
    var object = JSONText()
    switch self {
    case .looked(let report):
      object = report.json
      object.add("event", "looked")
    case .changed(let report):
      object.add("event", "changed")
      report.add(to: &object)
    case .watching(let path, let folders, let polled):
      object.add("event", "watching")
      object.add("path", path.string)
      object.add("folders", folders)
      if let polled {
        object.add("polled_every", Amounts.seconds(polled.interval))
        object.add("reason", polled.reason.reason)
      } else {
        object.addNull("polled_every")
        object.addNull("reason")
      }
    case .away(let path):
      object.add("event", "away")
      object.add("path", path.string)
    case .back(let path):
      object.add("event", "back")
      object.add("path", path.string)
    case .overflowed: object.add("event", "overflowed")
    case .waiting(let cause):
      object.add("event", "waiting")
      object.addError(cause)
    }
    return object
  }
}

extension ChangeReport {
  /// What else a line says.
  fileprivate var rest: String {
    let removed = pruned > 0 ? "; removed \(Amounts.documents(pruned))" : ""
    return "\(removed); job \(job.text), \(Amounts.duration(took))"
  }

  fileprivate func add(to object: inout JSONText) {
    object.add("job", job.text)
    var counts = JSONText()
    for line in ledger.byState { counts.add(line.state.rawValue, line.count) }
    object.add("ledger", counts)
    object.add("pruned", pruned)
    object.add("seconds", Amounts.rounded(Amounts.seconds(took), to: 1000))
  }
}
