import ArgumentParser
import Documents
import Storage
import SystemPackage

struct JobsShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "List jobs, or show the ledger of one: what `jobs` and `jobs ID` do.")

  @Argument(help: "A job's id, or how it begins; without one, the newest jobs are listed.")
  var id: String?

  @Flag(help: "List the job's files with their states.")
  var items = false

  @Option(help: "Only files in these states, separated by commas; `failed` stands for all that count as failed.")
  var state: String?

  @Flag(help: "Print files as CSV.")
  var csv = false

  @Flag(help: "Show how far the job is until it ends, then its ledger.")
  var watch = false

  @Option(help: ArgumentHelp("Jobs listed at most.", valueName: "n"))
  var limit = 20

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard id != nil || (!items && !csv && state == nil) else {
      throw ValidationError("Name the job whose files to list.")
    }
    guard id != nil || !watch else { throw ValidationError("Name the job to watch.") }
    _ = try states()
  }

  func run() async throws {
    let jobs = try await Workspace.open(global).jobs()
    guard let id else { return try await list(jobs) }
    let job = try await jobs.identifier(id)
    if watch { try await JobWatch(job: job, jobs: jobs).run() }
    guard let summary = try await jobs.jobs(limit: 1, only: job).first else { throw StorageError.noSuchJob(id) }
    if items || csv || state != nil { return try await listItems(of: job, jobs) }
    let ledger = try await jobs.ledger(of: job)
    if json { return Terminal.print(summary.json(ledger: ledger).text) }
    for line in summary.lines(ledger: ledger) { Terminal.print(line) }
  }

  private func list(_ jobs: JobStore) async throws {
    let summaries = try await jobs.jobs(limit: max(1, limit))
    if json {
      var object = JSONText()
      object.add("jobs", summaries.map { $0.json(ledger: nil) })
      return Terminal.print(object.text)
    }
    guard !summaries.isEmpty else { return Terminal.note("no jobs yet: `stratlogic ingest FOLDER` begins one") }
    var table = Table([
      ("id", .left), ("status", .left), ("started", .left), ("files", .right), ("failed", .right), ("title", .left),
    ])
    for job in summaries {
      table.add([
        job.id.text, job.status, job.started ?? "", Amounts.count(job.total), Amounts.count(job.failed),
        Terminal.harmless(job.title),
      ])
    }
    for line in table.lines { Terminal.print(line) }
  }

  private func listItems(of job: RowIdentifier, _ jobs: JobStore) async throws {
    if csv { Terminal.print("source_url,state,code,message,artifact_id,file_size") }
    var last: Int64 = 0
    while true {
      let page = try await jobs.items(of: job, in: try states(), after: last, limit: 1000)
      for item in page { Terminal.print(json ? item.json.text : csv ? item.csv : item.line) }
      guard page.count == 1000, let highest = page.last else { return }
      last = highest.id
    }
  }

  private func states() throws -> [ItemState] { try itemStates(state ?? "") }
}

/// States by their names, separated by commas; `failed` stands for all that count as failed.
func itemStates(_ list: String) throws -> [ItemState] {
  try list.split(separator: ",").flatMap { word -> [ItemState] in
    if word == "failed" { return ItemState.allCases.filter(\.isFailure) }
    guard let state = ItemState(rawValue: String(word)) else {
      let known = ItemState.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("There is no state '\(word)'; there are: failed, \(known).")
    }
    return [state]
  }
}
