import Documents

/// A pipeline whose stages exist, whose options are typed, and whose types meet.
package struct PipelinePlan<Step: Sendable>: Sendable {
  package struct Planned: Sendable {
    package let name: StageName
    package let step: Step
    package let takes: any Sendable.Type
    package let gives: any Sendable.Type
  }

  package let definition: PipelineDefinition
  package let steps: [Planned]

  /// Checks `definition` against `registry`. A pipeline starts from what a walk finds and ends with what is stored.
  package init(
    _ definition: PipelineDefinition, registry: StageRegistry<Step>,
    from first: any Sendable.Type = FolderEntry.self, to last: any Sendable.Type = StoredDocument.self
  ) throws(PipelineFileError) {
    var steps: [Planned] = []
    var current: (name: String, type: any Sendable.Type) = ("the folder walk", first)
    for step in definition.steps {
      let entry = try registry.entry(for: step)
      guard entry.takes.contains(where: { $0 == current.type }) else {
        throw .mismatch(
          step.position, from: current.name, gives: "\(current.type)", to: entry.name.rawValue,
          takes: entry.takes.map { "\($0)" }.joined(separator: " or "))
      }
      var options = step.options
      let parsed = try entry.parse(&options)
      try options.finish()
      let gives = entry.gives ?? current.type
      steps.append(Planned(name: entry.name, step: parsed, takes: current.type, gives: gives))
      current = (entry.name.rawValue, gives)
    }
    guard current.type == last else {
      throw .incomplete(
        definition.steps.last?.position ?? definition.position, last: current.name, gives: "\(current.type)")
    }
    self.definition = definition
    self.steps = steps
  }
}
