import ArgumentParser
import Documents
import Fetching
import Ingestion
import Pipeline
import Synchronization

struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Print what is in files, one JSON object a line; no database is involved.",
    discussion: """
      Lines come in the order of the input. A folder stands for the files below it. What is not there has its line, too, and \
      makes the exit status 66.
      """)

  @Argument(help: "Files, folders, file: URLs; @FILE or - for a list of them.", completion: .file())
  var paths: [String]

  @Flag(name: [.customShort("0"), .customLong("null")], help: "Entries of a list end with NUL, not with a newline.")
  var null = false

  @Option(
    help: ArgumentHelp("A pipeline file: its options of fetch and extract hold.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var pipeline: String?

  @OptionGroup var extractors: ExtractorOptions

  @Flag(help: "JSON is what it prints anyway; accepted so that scripts may say so everywhere.")
  var json = false

  func validate() throws {
    guard !paths.isEmpty else { throw ValidationError("Name at least one file, folder or list.") }
    try refuseEmptyPaths(paths)
  }

  func run() async throws {
    let plan = try loadPipeline(pipeline)
    let roots = try walkRoots(paths, null: null)
    let control = RunControl()
    let interrupts = Interrupts(control)
    let extraction = Extract(
      plan: plan, extractor: try extractorProgram(), extractors: extractors.count, control: control)
    let hasFailed = Atomic(false)
    let isMissing = Atomic(false)
    try await extraction.run(roots) { record in
      if record.isMissing {
        isMissing.store(true, ordering: .relaxed)
        Terminal.note("stratlogic: \(Terminal.harmless(record.path)): no such file")
      }
      if record.hasFailed { hasFailed.store(true, ordering: .relaxed) }
      Terminal.print(record.json.text)
    }
    withExtendedLifetime(interrupts) {}
    if !control.isRunning { throw ArgumentParser.ExitCode(ExitCode.interrupted) }
    if isMissing.load(ordering: .relaxed) { throw ArgumentParser.ExitCode(ExitCode.noInput) }
    if hasFailed.load(ordering: .relaxed) { throw ArgumentParser.ExitCode(ExitCode.someFailed) }
  }
}
