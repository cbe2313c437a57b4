import ArgumentParser
import Documents
import Ingestion
import Storage

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare all that is kept with itself.",
    discussion: """
      Documents' bytes with their digests, rows with bytes and with each other, the search index with the rows, jobs with their ledgers. --repair \
      mends what can be mended: bytes from the files they came from, sources from the ledgers, the index from the rows, rows that are lost by \
      extracting their documents again, a job's counts from its ledger. Exit status 1 when something is wrong that was not mended.
      """)

  @Flag(help: "Mend what can be mended.")
  var repair = false

  @Flag(help: "Do not read the documents' bytes: compare only whether they are there, and their sizes.")
  var quick = false

  @OptionGroup var place: BlobOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  /// Findings of one kind that are printed, at most; with --json all are.
  private static let shown = 100

  func run() async throws {
    let workspace = try await Workspace.openForJobs(global)
    let store = try workspace.blobs(place.blobs)
    let integrity = Integrity(
      connection: workspace.widestConnection(), blobs: store is NoBlobStore ? nil : store, threads: workspace.threads)
    let progress = PassingLine()
    var runs: [RowIdentifier] = []
    let report = try await integrity.verify(
      quick: quick, repair: repair,
      progress: { progress.show("\(Amounts.count($0, "content")) compared") },
      extractAgain: {
        progress.clear()
        if !(store is NoBlobStore) { runs = try await extractAgain(in: workspace, from: store) }
      })
    progress.clear()
    if json {
      Terminal.print(report.json.text)
    } else {
      for line in report.lines(atMost: Self.shown) { Terminal.print(line) }
      Terminal.print(report.summary)
      for line in report.advice(repaired: repair, runs) { Terminal.note(line) }
    }
    if report.remaining > 0 { throw ArgumentParser.ExitCode(ExitCode.someFailed) }
  }

  /// Extracts what lacks rows again; the jobs that did.
  private func extractAgain(in workspace: Workspace, from blobs: any BlobStore) async throws -> [RowIdentifier] {
    let resources = try workspace.ingestResources(global, blobs: blobs, extractors: processorCount())
    let shown = ShownRun(quiet: json)
    let reextract = Reextract(on: resources, control: shown.control, board: shown.board)
    let requests = try await IncompleteDocuments.requests(on: workspace.database)
    return try await shown.show {
      var jobs: [RowIdentifier] = []
      for request in requests where shown.control.isRunning {
        if let report = try await reextract.run(request) { jobs.append(report.job) }
      }
      return jobs
    }
  }
}

extension IntegrityFinding {
  fileprivate var line: String {
    "\(isMended ? "mended" : "wrong ")  \(kind.rawValue)  \(Terminal.harmless(subject))  \(Terminal.harmless(detail))"
  }

  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("kind", kind.rawValue)
    object.add("subject", subject)
    object.add("detail", detail)
    object.add("mended", isMended)
    return object
  }
}

extension IntegrityReport {
  /// A line for each finding, and how many more there are of a kind.
  fileprivate func lines(atMost limit: Int) -> [String] {
    IntegrityFinding.Kind.allCases.flatMap { kind in
      let found = findings.filter { $0.kind == kind }
      let rest = found.count - limit
      let more = rest > 0 ? ["...     \(kind.rawValue)  \(Amounts.count(rest)) more; --json lists all"] : []
      return found.prefix(limit).map(\.line) + more
    }
  }

  /// What there is to do about what is left; `runs` extracted documents again.
  fileprivate func advice(repaired: Bool, _ runs: [RowIdentifier]) -> [String] {
    guard remaining > 0 else { return [] }
    guard repaired else { return ["`stratlogic verify --repair` mends what can be mended"] }
    let documents = Set(findings.filter { $0.needsExtraction && !$0.isMended }.map(\.subject)).count
    guard documents > 0 else { return [] }
    let command = "`stratlogic reextract --incomplete` (as their user: STRATLOGIC_USER)"
    let advice = "\(Amounts.documents(documents)) to be extracted again: \(command)"
    return [advice] + runs.map { "why that failed: stratlogic reextract diff \($0)" }
  }

  fileprivate var summary: String {
    let all =
      "\(Amounts.count(contents, "content")), \(Amounts.bytes(bytes)); \(Amounts.documents(indexed)) in the index"
      + (waiting > 0 ? ", \(Amounts.count(waiting)) \(waiting == 1 ? "waits" : "wait") for it" : "")
    let spare =
      unreferenced > 0
      ? "; \(Amounts.count(unreferenced, "blob")) that no document needs, \(Amounts.bytes(unreferencedBytes)): stratlogic gc"
      : ""
    let mended = findings.count - remaining
    let verdict = remaining > 0 ? "\(Amounts.count(remaining)) wrong" : "all is well"
    return "\(all)\(spare)\n\(verdict)\(mended > 0 ? ", \(Amounts.count(mended)) mended" : "")"
  }

  fileprivate var json: JSONText {
    var object = JSONText()
    object.add("ok", remaining == 0)
    object.add("contents", contents)
    object.add("bytes", bytes)
    object.add("unreferenced", unreferenced)
    object.add("unreferenced_bytes", unreferencedBytes)
    object.add("indexed", indexed)
    object.add("waiting", waiting)
    object.add("mended", findings.count - remaining)
    object.add("remaining", remaining)
    object.add("findings", findings.map(\.json))
    return object
  }
}
