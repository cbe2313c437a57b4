import Pipeline

/// A stage of which the types are known to meet its neighbours', so that a list of stages can be run.
///
/// The types were compared when the pipeline was planned (`PipelinePlan`); the cast here is checked again all the same.
struct AnyStage: Sendable {
  let name: StageName
  let run: @Sendable (any Sendable, StageContext) async throws(StageFailure) -> StageOutcome<any Sendable>

  init<Wrapped: Stage>(_ stage: Wrapped, meter: StageMeter) {
    name = Wrapped.name
    run = { (input: any Sendable, context: StageContext) async throws(StageFailure) -> StageOutcome<any Sendable> in
      guard let typed = input as? Wrapped.Input else {
        preconditionFailure("a plan joins stages whose types meet")
      }
      let started = ContinuousClock.now
      defer { meter.record(Wrapped.name, ContinuousClock.now - started) }
      switch try await stage.run(typed, in: context) {
      case .next(let output): return .next(output)
      case .stop(let state): return .stop(state)
      }
    }
  }
}
