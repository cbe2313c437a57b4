import Documents
package import Fetching
package import Pipeline
package import Storage

/// A step of an ingest pipeline with its options read: what a pipeline file's line becomes.
package enum IngestStep: Sendable {
  case fetch(FetchStep)
  case dedupe(DedupeStep)
  case detect
  case extract(ExtractStep)
  case tag(TagStep)
  case persist(PersistStep)

  /// The stages there are, and where they may stand. A new stage is one case here and one entry below.
  package static let registry = StageRegistry<IngestStep>([
    .init("fetch", takes: [FolderEntry.self], gives: FetchedFile.self, parse: FetchStep.parse),
    .init("dedupe", takes: contentAddressed, gives: nil, parse: DedupeStep.parse),
    .init("detect", takes: [FetchedFile.self], gives: DetectedFile.self, parse: { (_: inout StepOptions) in .detect }),
    .init("extract", takes: [DetectedFile.self], gives: ExtractedDocument.self, parse: ExtractStep.parse),
    .init("tag", takes: [ExtractedDocument.self], gives: TaggedDocument.self, parse: TagStep.parse),
    .init("persist", takes: contentAddressed, gives: StoredDocument.self, parse: PersistStep.parse),
  ])

  private static let contentAddressed: [any Sendable.Type] = [
    FetchedFile.self, DetectedFile.self, ExtractedDocument.self, TaggedDocument.self,
  ]
}

/// Options of `fetch`.
package struct FetchStep: Sendable {
  /// Larger files are `too_large`, in bytes.
  package let maxSize: Int64
  package let walk: WalkOptions
  /// How pages of the web are fetched; `maxSize` stands above.
  package let web: WebOptions

  static func parse(_ options: inout StepOptions) throws(PipelineFileError) -> IngestStep {
    let maxSize = try options.bytes("maxSize", default: 256 << 20)
    let walk = WalkOptions(
      follow: false, includeHidden: try options.flag("hidden", default: false),
      include: try globs("include", &options), exclude: try globs("exclude", &options))
    return .fetch(FetchStep(maxSize: maxSize, walk: walk, web: try web(&options)))
  }

  private static func web(_ options: inout StepOptions) throws(PipelineFileError) -> WebOptions {
    var web = WebOptions()
    web.redirects = try options.count("redirects", in: 0...50, default: web.redirects)
    web.timeout = try options.duration("timeout", default: web.timeout)
    web.delay = try options.duration("delay", default: web.delay)
    web.perSite = try options.count("perSite", in: 1...16, default: web.perSite)
    web.obeysRobots = try options.flag("robots", default: web.obeysRobots)
    web.allowsPrivate = try options.flag("allowPrivate", default: web.allowsPrivate)
    let agents = try options.words("agent", default: [web.agent])
    guard agents.count == 1, let agent = agents.first, WebOptions.isAgent(agent) else {
      throw options.wrong("agent", expected: "a name of letters, - and _, such as StratLogic")
    }
    web.agent = agent
    return web
  }

  private static func globs(_ key: String, _ options: inout StepOptions) throws(PipelineFileError) -> [Glob] {
    var globs: [Glob] = []
    for pattern in try options.words(key, default: []) {
      do {
        globs.append(try Glob(pattern))
      } catch {
        throw options.wrong(key, expected: "patterns such as \"*.pdf\" or \"drafts/**\": \(error.message)")
      }
    }
    return globs
  }
}

/// Options of `dedupe`.
package struct DedupeStep: Sendable {
  /// What to do about documents that are nearly the same as others.
  package let near: NearDuplicates.Policy

  static func parse(_ options: inout StepOptions) throws(PipelineFileError) -> IngestStep {
    let policies = NearDuplicates.Policy.allCases
    let words = try options.words("near", default: [NearDuplicates.Policy.link.rawValue])
    guard words.count == 1, let policy = NearDuplicates.Policy(rawValue: words[0]) else {
      throw options.wrong("near", expected: policies.map(\.rawValue).joined(separator: ", "))
    }
    return .dedupe(DedupeStep(near: policy))
  }
}

/// Options of `tag`.
package struct TagStep: Sendable {
  /// Keyphrases of a document, at most.
  package let keyphrases: Int

  static func parse(_ options: inout StepOptions) throws(PipelineFileError) -> IngestStep {
    .tag(TagStep(keyphrases: try options.count("keyphrases", in: 0...100, default: standard.keyphrases)))
  }

  package static let standard = TagStep(keyphrases: 12)
}

/// Options of `persist`.
package struct PersistStep: Sendable {
  /// Documents in one transaction.
  package let batch: Int
  /// When a new extraction of a stored document is too bad to take the former's place.
  package let promotion: PromotionRules

  static func parse(_ options: inout StepOptions) throws(PipelineFileError) -> IngestStep {
    var rules = PromotionRules()
    rules.lostText = try options.share("lostText", default: rules.lostText)
    rules.lostPages = try options.share("lostPages", default: rules.lostPages)
    rules.similarity = try options.share("similarity", default: rules.similarity)
    rules.worseState = try options.flag("worseState", default: rules.worseState)
    return .persist(
      PersistStep(batch: try options.count("batch", in: 1...4096, default: 256), promotion: rules))
  }
}
