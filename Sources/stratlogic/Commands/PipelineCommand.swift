import ArgumentParser
import Documents
import Ingestion
import Pipeline
import SystemPackage

struct PipelineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pipeline", abstract: "Check pipeline files, and list what they may say.",
    subcommands: [PipelineCheckCommand.self, PipelineListCommand.self])
}

struct PipelineCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Say whether a pipeline file can run, and what is wrong if it cannot.")

  @Argument(help: "The file.", completion: .file(extensions: ["yaml", "yml"]))
  var file: String

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let plan = try loadPipeline(file)
    let stages = plan.steps.map(\.name.rawValue)
    if json {
      var object = JSONText()
      object.add("pipeline", plan.definition.name)
      object.add("stages", stages)
      Terminal.print(object.text)
    } else {
      Terminal.print("\(file): \(plan.definition.name): \(stages.joined(separator: " -> "))")
    }
  }
}

struct PipelineListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the stages, and what each takes and gives.")

  @Flag(help: "Print the result as JSON.")
  var json = false

  func run() async throws {
    let stages = IngestStep.registry.entries
    if json {
      var object = JSONText()
      object.add("default", BuiltInPipeline.yaml)
      object.add("stages", stages.map(Self.object))
      return Terminal.print(object.text)
    }
    var table = Table([("stage", .left), ("takes", .left), ("gives", .left)])
    for stage in stages {
      table.add([
        stage.name.rawValue, Self.names(stage.takes).joined(separator: ", "), stage.gives.map { "\($0)" } ?? "the same",
      ])
    }
    for line in table.lines { Terminal.print(line) }
    Terminal.print("\nThe default pipeline:\n")
    Terminal.print(BuiltInPipeline.yaml)
  }

  private static func object(_ stage: StageRegistry<IngestStep>.Entry) -> JSONText {
    var object = JSONText()
    object.add("stage", stage.name.rawValue)
    object.add("takes", names(stage.takes))
    object.add("gives", stage.gives.map { "\($0)" })
    return object
  }

  private static func names(_ types: [any Sendable.Type]) -> [String] { types.map { "\($0)" } }
}
