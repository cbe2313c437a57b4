package import Documents

/// One step of the pipeline: a typed function with honest failures.
///
/// A stage knows its input, its output and its own errors. It does not know its neighbours, its retry policy, or how it is
/// timed: composition is checked where types meet (`PipelinePlan`), failures are answered by the runner, and
/// `StageMeter` times every stage in the same way.
package protocol Stage<Input, Output>: Sendable {
  associatedtype Input: Sendable
  associatedtype Output: Sendable
  static var name: StageName { get }
  func run(_ input: Input, in context: StageContext) async throws(StageFailure) -> StageOutcome<Output>
}

/// The name of a stage as pipeline files write it: a verb.
package struct StageName: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral {
  package let rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }
  package init(stringLiteral value: String) { rawValue = value }
}

/// What a stage made of a document.
package enum StageOutcome<Output: Sendable>: Sendable {
  case next(Output)
  /// The document needs no further work, and that is not a failure.
  case stop(ItemState)
}

/// A stage's failure: which stage, and a cause that knows what is to be done about it.
package struct StageFailure: Error, Sendable {
  package let stage: StageName
  package let cause: any Classified

  package init(stage: StageName, cause: any Classified) {
    self.stage = stage
    self.cause = cause
  }
}
