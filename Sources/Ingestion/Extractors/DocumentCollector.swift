import Documents
import Pipeline

/// What came of one document so far: kept whatever becomes of the process it comes from.
struct DocumentCollector: Sendable {
  /// Bytes of titles, headings, properties, links and tags of one document, at most: no document has so many, and they are held in memory.
  private static let descriptionLimit = 16 << 20

  private let request: ExtractionRequest
  private let members: (any MemberIntake)?
  private var detected: Detected?
  private var extractor: ExtractorVersion?
  private var title: String?
  private var headings: [String] = []
  private var metadata: [Property] = []
  private var links: [Link] = []
  private var pageCount: Int?
  private var recognition: Recognition?
  private var tags: [Tag] = []
  private var findings: [Finding] = []
  private var text: TextSpool
  private var descriptionBytes = 0

  init(_ request: ExtractionRequest, spool: SpoolFolder, members: (any MemberIntake)? = nil) {
    self.request = request
    self.members = members
    members?.restart()
    text = TextSpool(in: spool)
  }

  /// Takes an event in; throws when it is one that an honest extractor does not send, or when the spool fails.
  mutating func accept(_ event: ExtractionEvent) throws(Breakage) {
    switch event {
    case .detected(let found): try set(&detected, found)
    case .extractor(let version): try set(&extractor, version)
    case .title(let text): try describe(text.utf8.count) { $0.title = text }
    case .heading(let text): try describe(text.utf8.count) { $0.headings.append(text) }
    case .property(let property):
      try describe(property.key.utf8.count + property.value.utf8.count) { $0.metadata.append(property) }
    case .link(let link): try describe(link.target.utf8.count + link.text.utf8.count) { $0.links.append(link) }
    case .pageCount(let count): pageCount = count
    case .recognition(let done): try set(&recognition, done)
    case .part(let part): try append(part)
    case .tag(let tag):
      try describe(tag.type.utf8.count + tag.key.utf8.count + tag.value.utf8.count) { $0.tags.append(tag) }
    case .finding(let finding): try describe(Self.size(of: finding)) { $0.findings.append(finding) }
    case .progress, .finished: break
    case .member, .memberBytes, .memberFinished: try accept(member: event)
    }
  }

  private func accept(member event: ExtractionEvent) throws(Breakage) {
    guard let members else { throw .malformed("a member that nobody asked for") }
    do throws(BlobError) {
      switch event {
      case .member(let member): try members.begin(member)
      case .memberBytes(let bytes): try members.append(bytes)
      case .memberFinished(let state, let problem): try members.finish(state, problem)
      default: break
      }
    } catch {
      throw .staging(error)
    }
  }

  /// What the extractor itself made of the document.
  mutating func finished(_ state: ItemState, _ problem: Problem?) throws(SpoolError) -> Understanding {
    let wasAsked = request.steps.contains(.extract)
    return Understanding(
      detected: detected, extraction: wasAsked || state.isFailure ? try extraction(state, problem) : nil, tags: tags,
      findings: findings)
  }

  /// What there is when the process was ended because of the document.
  mutating func broken(_ cause: BreakCause) throws(SpoolError) -> Understanding {
    Understanding(
      detected: detected, extraction: try extraction(cause.state(withText: !text.isEmpty), cause.problem), tags: tags,
      findings: findings)
  }

  private mutating func extraction(_ state: ItemState, _ problem: Problem?) throws(SpoolError) -> Extraction {
    Extraction(
      state: state, problem: problem, title: title, headings: headings, metadata: metadata, links: links,
      pageCount: pageCount, text: try text.finish(), recognition: recognition,
      extractor: extractor ?? ExtractorVersion(name: "none", version: 0))
  }

  private static func size(of finding: Finding) -> Int {
    switch finding {
    case .language(let language): language.code.utf8.count
    case .keyphrase(let keyphrase): keyphrase.phrase.utf8.count
    case .keyword(let found):
      found.keyword.word.utf8.count + found.keyword.keyword.utf8.count + 8 * found.positions.count
    }
  }

  private func set<Value>(_ field: inout Value?, _ value: Value) throws(Breakage) {
    guard field == nil else { throw .malformed("a field that comes once came twice") }
    field = value
  }

  private mutating func describe(_ bytes: Int, _ keep: (inout Self) -> Void) throws(Breakage) {
    descriptionBytes += bytes + MemoryLayout<Property>.size
    guard descriptionBytes <= Self.descriptionLimit else { throw .malformed("more properties than any document has") }
    keep(&self)
  }

  private mutating func append(_ part: TextPart) throws(Breakage) {
    guard text.byteCount + part.text.utf8.count <= request.limits.text + request.limits.part else {
      throw .malformed("more text than was asked for")
    }
    do throws(SpoolError) {
      try text.append(part)
    } catch {
      throw .spool(error)
    }
  }
}
