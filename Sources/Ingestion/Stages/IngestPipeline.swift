import Documents
import Fetching
package import Pipeline
package import Storage

/// The stages of a plan, joined: from what a walk finds to what a batch takes.
struct IngestPipeline: Sendable {
  /// What the stages need of the run around them.
  struct Environment: Sendable {
    let blobs: any BlobStore
    let threads: BlockingThreads
    let pool: ExtractorPool
    let known: KnownContent
    let follow: Bool
    let meter: StageMeter
    let accept: @Sendable (BatchItem) async -> Void
  }

  private let stages: [AnyStage]

  init(_ plan: PipelinePlan<IngestStep>, in environment: Environment) {
    var builder = StageBuilder(
      environment: environment, limits: plan.limits, options: plan.extractStep.options,
      keyphrases: plan.tagStep.keyphrases)
    for step in plan.steps { builder.add(step) }
    stages = builder.finish()
  }

  /// Takes `entry` as far as the pipeline goes; gives the state in which it stopped before, if it did.
  func run(_ entry: FolderEntry, in context: StageContext) async throws(StageFailure) -> ItemState? {
    try await run(entry, through: stages[...], in: context)
  }

  /// The same for a member of a container, whose bytes were read already.
  func run(_ member: FetchedFile, in context: StageContext) async throws(StageFailure) -> ItemState? {
    try await run(member, through: stages.drop { $0.name == FetchStage.name }, in: context)
  }

  /// The same for what is stored already, and known for that reason.
  func run(again document: FetchedFile, in context: StageContext) async throws(StageFailure) -> ItemState? {
    try await run(
      document, through: stages.filter { ![FetchStage.name, "dedupe"].contains($0.name) }[...], in: context)
  }

  private func run(
    _ input: any Sendable, through stages: ArraySlice<AnyStage>, in context: StageContext
  ) async throws(StageFailure) -> ItemState? {
    var value = input
    for stage in stages {
      switch try await stage.run(value, context) {
      case .next(let output): value = output
      case .stop(let state): return state
      }
    }
    return nil
  }
}

extension PipelinePlan<IngestStep> {
  /// The options of its `fetch` step; every pipeline begins with one, since nothing else takes what a walk finds.
  package var fetchStep: FetchStep? {
    for case .fetch(let step) in steps.map(\.step) { return step }
    return nil
  }

  /// How its extractors are bounded.
  package var extractStep: ExtractStep {
    for case .extract(let step) in steps.map(\.step) { return step }
    return .standard
  }

  package var tagStep: TagStep {
    for case .tag(let step) in steps.map(\.step) { return step }
    return .standard
  }

  /// The options of its `dedupe` step; without one, nothing is compared.
  var nearPolicy: NearDuplicates.Policy {
    for case .dedupe(let step) in steps.map(\.step) { return step.near }
    return .keep
  }

  package var batchSize: Int {
    for case .persist(let step) in steps.map(\.step) { return step.batch }
    return 256
  }

  /// When new extractions of stored documents take the former's place.
  package var promotionRules: PromotionRules {
    for case .persist(let step) in steps.map(\.step) { return step.promotion }
    return PromotionRules()
  }

  /// Whether documents are tagged, new ones and known ones.
  var tags: Bool {
    steps.contains { if case .tag = $0.step { true } else { false } }
  }

  package var extracts: Bool {
    steps.contains { if case .extract = $0.step { true } else { false } }
  }

  var limits: ExtractionLimits { ExtractionLimits(text: Int(extractStep.text), members: memberLimits) }

  /// One member may be as large as a file.
  var memberLimits: MemberLimits {
    var limits = extractStep.members
    limits.each = fetchStep?.maxSize ?? limits.each
    return limits
  }
}

/// Turns steps into stages, and stretches of sandboxed steps into one.
private struct StageBuilder {
  let environment: IngestPipeline.Environment
  let limits: ExtractionLimits
  let options: ExtractionOptions
  let keyphrases: Int
  private var stages: [AnyStage] = []
  /// The stretch of sandboxed steps that is being gathered, with the type of document that enters it.
  private var stretch: (takes: any Sendable.Type, steps: [ExtractionRequest.Step])?

  init(
    environment: IngestPipeline.Environment, limits: ExtractionLimits, options: ExtractionOptions, keyphrases: Int
  ) {
    self.environment = environment
    self.limits = limits
    self.options = options
    self.keyphrases = keyphrases
  }

  mutating func add(_ step: PipelinePlan<IngestStep>.Planned) {
    switch step.step {
    case .detect: gather(.detect, step)
    case .extract: gather(.extract, step)
    case .tag: stretch == nil ? append(TagStage(keyphrases: keyphrases)) : gather(.tag, step)
    case .fetch(let options): close(); append(fetch(options))
    case .dedupe: close(); appendDedupe(step.takes)
    case .persist: close(); appendPersist(step.takes)
    }
  }

  mutating func finish() -> [AnyStage] {
    close()
    return stages
  }

  private mutating func gather(_ step: ExtractionRequest.Step, _ planned: PipelinePlan<IngestStep>.Planned) {
    stretch = (stretch?.takes ?? planned.takes, (stretch?.steps ?? []) + [step])
  }

  private mutating func close() {
    guard let (takes, steps) = stretch else { return }
    stretch = nil
    if takes == DetectedFile.self {
      appendUnderstanding(of: DetectedFile.self, steps)
    } else {
      appendUnderstanding(of: FetchedFile.self, steps)
    }
  }

  private mutating func appendUnderstanding<Input: ContentAddressed>(
    of input: Input.Type, _ steps: [ExtractionRequest.Step]
  ) {
    switch steps.last {
    case .tag: append(understand(steps) { (input: Input, found) in found.taggedDocument(input) })
    case .extract: append(understand(steps) { (input: Input, found) in found.extractedDocument(input) })
    case .detect, nil: append(understand(steps) { (input: Input, found) in found.detectedFile(input) })
    }
  }

  private func understand<Input: ContentAddressed, Output: Sendable>(
    _ steps: [ExtractionRequest.Step], _ output: @escaping @Sendable (Input, Understanding) -> Output
  ) -> UnderstandStage<Input, Output> {
    UnderstandStage(
      pool: environment.pool, steps: steps, limits: limits, options: options, keyphrases: keyphrases, output: output)
  }

  private func fetch(_ step: FetchStep) -> FetchStage {
    FetchStage(
      options: FetchOptions(maxSize: step.maxSize, follow: environment.follow), staging: environment.blobs,
      threads: environment.threads)
  }

  private mutating func appendDedupe(_ type: any Sendable.Type) {
    func add<Document: ContentAddressed>(_: Document.Type) {
      append(DedupeStage<Document>(known: environment.known, blobs: environment.blobs, accept: environment.accept))
    }
    guard let type = type as? any ContentAddressed.Type else {
      preconditionFailure("the registry lists what dedupe takes")
    }
    add(type)
  }

  private mutating func appendPersist(_ type: any Sendable.Type) {
    func add<Document: Persistable>(_: Document.Type) { append(PersistStage<Document>(accept: environment.accept)) }
    guard let type = type as? any Persistable.Type else { preconditionFailure("the registry lists what persist takes") }
    add(type)
  }

  private mutating func append(_ stage: some Stage) { stages.append(AnyStage(stage, meter: environment.meter)) }
}
