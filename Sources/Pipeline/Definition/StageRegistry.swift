/// The stages that pipeline files may name: for each, the types it joins and how its options are read.
///
/// Generic over `Step`, the typed value that a stage's options become, so that this layer checks pipelines without knowing
/// any stage, and tests check it with stages of their own.
package struct StageRegistry<Step: Sendable>: Sendable {
  package struct Entry: Sendable {
    package let name: StageName
    /// The document types it takes; several for a stage that stands in several places.
    package let takes: [any Sendable.Type]
    /// The type it gives; nil for a filter, which gives what it takes.
    package let gives: (any Sendable.Type)?
    package let parse: @Sendable (inout StepOptions) throws(PipelineFileError) -> Step

    package init(
      _ name: StageName, takes: [any Sendable.Type], gives: (any Sendable.Type)?,
      parse: @escaping @Sendable (inout StepOptions) throws(PipelineFileError) -> Step
    ) {
      self.name = name
      self.takes = takes
      self.gives = gives
      self.parse = parse
    }
  }

  package let entries: [Entry]

  package init(_ entries: [Entry]) { self.entries = entries }

  func entry(for step: StepDefinition) throws(PipelineFileError) -> Entry {
    if let entry = entries.first(where: { $0.name == step.stage }) { return entry }
    let names = entries.map(\.name.rawValue)
    throw .unknownStage(
      step.position, name: step.stage.rawValue, nearest: nearestName(to: step.stage.rawValue, among: names),
      valid: names)
  }
}
