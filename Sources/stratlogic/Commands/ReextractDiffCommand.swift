import ArgumentParser
import Documents
import Storage

struct ReextractDiffCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Show what a run changed, or would have; those first that lose most.")

  @Argument(help: "The run: a job's id, or how it begins.")
  var run: String

  @Option(help: ArgumentHelp("Documents shown, at most.", valueName: "n"))
  var limit = 100

  @Flag(help: "Unchanged documents, too.")
  var all = false

  @Flag(help: "Print the result as JSON.")
  var json = false

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard (1...1_000_000).contains(limit) else { throw ValidationError("--limit takes a number from 1 to 1000000.") }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let job = try await workspace.reextraction(run)
    let store = ReextractionStore(connection: workspace.database.connection(), user: workspace.database.user)
    let totals = try await store.totals(of: job)
    let differences = try await store.differences(of: job, limit: limit, withUnchanged: all)
    if json { return Terminal.print(Self.json(job, totals, differences).text) }
    for line in differences.flatMap(\.lines) { Terminal.print(line) }
    var table = Table([
      ("verdict", .left), ("documents", .right), ("other text", .right), ("characters lost", .right),
      ("gained", .right),
      ("other language", .right), ("other tags", .right),
    ])
    for total in totals {
      table.add([
        total.verdict.rawValue, Amounts.count(total.count), Amounts.count(total.withNewText),
        Amounts.count(Int(total.lost)), Amounts.count(Int(total.gained)), Amounts.count(total.withNewLanguage),
        Amounts.count(total.withNewTags),
      ])
    }
    for line in table.lines { Terminal.print(line) }
  }

  private static func json(
    _ job: RowIdentifier, _ totals: [ReextractionTotal], _ differences: [ReextractionDifference]
  ) -> JSONText {
    var object = JSONText()
    object.add("run", job.text)
    var verdicts = JSONText()
    for total in totals { verdicts.add(total.verdict.rawValue, total.json) }
    object.add("totals", verdicts)
    object.add("differences", differences.map(\.json))
    return object
  }
}
