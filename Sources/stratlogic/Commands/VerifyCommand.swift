import ArgumentParser
import Documents
import Storage

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Compare all that is kept with itself.",
    discussion: """
      Documents' bytes with their digests, rows with bytes, the search index with the rows, jobs with their ledgers. --repair mends \
      what can be mended: bytes from the files they came from, the index from the rows, a job's counts from its ledger. Exit status 1 \
      when something is wrong that was not mended.
      """)

  @Flag(help: "Mend what can be mended.")
  var repair = false

  @Flag(help: "Do not read the documents' bytes: compare only whether they are there, and their sizes.")
  var quick = false

  @OptionGroup var place: BlobOptions

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let store = try workspace.blobs(place.blobs)
    let integrity = Integrity(
      connection: workspace.widestConnection(), blobs: store is NoBlobStore ? nil : store, threads: workspace.threads)
    let progress = PassingLine()
    let report = try await integrity.verify(quick: quick, repair: repair) { contents in
      progress.show("\(Amounts.count(contents)) contents compared")
    }
    progress.clear()
    if json {
      Terminal.print(report.json.text)
    } else {
      for finding in report.findings { Terminal.print(finding.line) }
      Terminal.print(report.summary)
    }
    if report.remaining > 0 { throw ArgumentParser.ExitCode(ExitCode.someFailed) }
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
  fileprivate var summary: String {
    let all =
      "\(Amounts.count(contents)) contents, \(Amounts.bytes(bytes)); \(Amounts.count(indexed)) documents in the index"
    let spare =
      unreferenced > 0
      ? "; \(Amounts.count(unreferenced)) blobs that no document needs, \(Amounts.bytes(unreferencedBytes)): stratlogic gc"
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
    object.add("mended", findings.count - remaining)
    object.add("remaining", remaining)
    object.add("findings", findings.map(\.json))
    return object
  }
}
