import Pipeline
import Testing

/// The type check with stages that are none of ours.
struct TypeCheckTests {
  private enum Step: Equatable { case double(Int), length, even, keep }

  private let registry = StageRegistry<Step>([
    .init("double", takes: [Int.self], gives: Int.self) { options throws(PipelineFileError) in
      .double(try options.count("times", in: 1...9, default: 1))
    },
    .init("length", takes: [String.self], gives: Int.self) { _ in .length },
    .init("even", takes: [Int.self], gives: Bool.self) { _ in .even },
    .init("keep", takes: [Int.self, String.self], gives: nil) { _ in .keep },
  ])

  @Test func `gives the steps with their options read, and what each takes and gives`() throws {
    let plan = try plan(
      "{stage: keep}, {stage: length}, {stage: keep}, {stage: double, options: {times: 3}}, {stage: even}")

    #expect(plan.steps.map(\.step) == [.keep, .length, .keep, .double(3), .even])
    #expect(plan.steps.map { "\($0.takes)" } == ["String", "String", "Int", "Int", "Int"])
    #expect(plan.steps.map { "\($0.gives)" } == ["String", "Int", "Int", "Int", "Bool"])
  }

  @Test func `names both stages when their types do not meet`() {
    let position = FilePosition(file: "p.yaml", line: 2)

    #expect(throws: PipelineFileError.mismatch(position, from: "even", gives: "Bool", to: "length", takes: "String")) {
      try plan("{stage: length}, {stage: even}, {stage: length}")
    }
    #expect(
      throws: PipelineFileError.mismatch(position, from: "even", gives: "Bool", to: "keep", takes: "Int or String")
    ) {
      try plan("{stage: length}, {stage: even}, {stage: keep}")
    }
  }

  @Test func `a name is suggested only when it is near`() {
    #expect(nearestName(to: "lenght", among: ["length", "even"]) == "length")
    #expect(nearestName(to: "LENGTH", among: ["length", "even"]) == "length")
    #expect(nearestName(to: "x", among: ["length", "even"]) == nil)
    #expect(nearestName(to: "odd", among: []) == nil)
  }

  private func plan(_ steps: String) throws -> PipelinePlan<Step> {
    let definition = try PipelineDefinition(yaml: "pipeline: demo\nsteps: [\(steps)]", file: "p.yaml")
    return try PipelinePlan(definition, registry: registry, from: String.self, to: Bool.self)
  }
}
