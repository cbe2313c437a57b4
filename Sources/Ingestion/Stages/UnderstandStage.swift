import Documents
import Pipeline

/// A stretch of `detect`, `extract`, `tag` that stands together in a pipeline, run in one call to one extractor process.
///
/// They are separate stages in every other respect; together they cross the process boundary once, with one descriptor.
struct UnderstandStage<Input: ContentAddressed, Output: Sendable>: Stage {
  static var name: StageName { "understand" }

  private let pool: ExtractorPool
  private let steps: [ExtractionRequest.Step]
  private let limits: ExtractionLimits
  private let options: ExtractionOptions
  /// Keyphrases of a document, at most.
  private let keyphrases: Int
  private let output: @Sendable (Input, Understanding) -> Output

  init(
    pool: ExtractorPool, steps: [ExtractionRequest.Step], limits: ExtractionLimits, options: ExtractionOptions,
    keyphrases: Int,
    output: @escaping @Sendable (Input, Understanding) -> Output
  ) {
    self.pool = pool
    self.steps = steps
    self.limits = limits
    self.options = options
    self.keyphrases = keyphrases
    self.output = output
  }

  func run(_ input: Input, in context: StageContext) async throws(StageFailure) -> StageOutcome<Output> {
    let file = input.fetched
    let members = steps.contains(.extract) ? context.members : nil
    var limits = limits
    limits.members = members?.open(file) ?? .none
    var options = steps.contains(.extract) || steps.contains(.tag) ? options : ExtractionOptions()
    options.server = file.entry.retrieval.map { page in
      ServerHints(mediaType: page.mediaType, charset: page.charset, address: page.finalURL)
    }
    let request = ExtractionRequest(
      steps: steps, name: file.entry.name, size: file.size, detected: (input as? DetectedFile)?.detected,
      limits: limits,
      tagging: TaggingRequest(keywords: steps.contains(.tag) ? context.keywords : [], keyphrases: keyphrases),
      options: options)
    var found: Understanding
    do {
      found = try await pool.understand(request, content: file.content, members: members)
    } catch {
      throw StageFailure(stage: Self.name, cause: error)
    }
    switch await members?.complete() ?? .none {
    case .none: break
    case .taken: found.extraction?.isContainer = true
    case .stopped: return .stop(.cancelled)
    }
    return .next(output(input, found))
  }
}

extension Understanding {
  /// What the file is, of which `former` is what an earlier stage said.
  func detectedFile(_ input: some ContentAddressed) -> DetectedFile {
    let former = (input as? DetectedFile)?.detected
    let unknown = Detected(mediaType: .octetStream, confidence: 0)
    return DetectedFile(fetched: input.fetched, detected: detected ?? former ?? unknown)
  }

  func extractedDocument(_ input: some ContentAddressed) -> ExtractedDocument {
    ExtractedDocument(file: detectedFile(input), extraction: extraction ?? .none)
  }

  func taggedDocument(_ input: some ContentAddressed) -> TaggedDocument {
    TaggedDocument(document: extractedDocument(input), tags: tags, findings: findings)
  }
}

extension Extraction {
  /// Of a document that nothing was extracted from.
  static let none = Extraction(
    state: .unsupported, text: DocumentText.none, extractor: ExtractorVersion(name: "none", version: 0))
}
