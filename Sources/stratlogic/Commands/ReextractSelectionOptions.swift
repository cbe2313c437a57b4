import ArgumentParser
import Documents
import Ingestion
import Pipeline
import Search
import Storage
import SystemPackage

/// The options of `reextract` that say which documents are meant.
struct ReextractSelectionOptions: ParsableArguments {
  @Option(help: "Found by this query, as `search` would.")
  var query: String?

  @Flag(
    help: """
      Made by another version of its extractor, of a library, or of a rule, and not by this one, which was refused. Meant where \
      nothing else is said.
      """)
  var outdated = false

  @Flag(
    help: """
      Extracted by a pipeline with other steps or options than --pipeline (or the default one), and not by this one, which was refused.
      """)
  var pipelineChanged = false

  @Flag(help: "Of which rows are lost, as `stratlogic verify` tells; former versions, too.")
  var incomplete = false

  @Flag(help: "Every document.")
  var all = false

  @Option(help: ArgumentHelp("Made by these extractors, separated by commas: html, or html/3.", valueName: "names"))
  var extractor: String?

  @Option(
    help: ArgumentHelp(
      "In these states, separated by commas; `failed` stands for all that failed.", valueName: "states"))
  var state: String?

  @Option(
    help: ArgumentHelp(
      "Of which the type, the language or a recognised text was less sure than this: 0.7", valueName: "p"))
  var confidenceBelow: Double?

  @Option(help: ArgumentHelp("Of these media types, separated by commas: text/html, image/*", valueName: "types"))
  var mime: String?

  @Option(help: ArgumentHelp("Of these types, separated by commas: pdf, web_page, ...", valueName: "types"))
  var type: String?

  @Option(help: ArgumentHelp("In these languages, separated by commas: en, de", valueName: "codes"))
  var language: String?

  @Option(help: ArgumentHelp("Stored on or after this day: 2026-05-31, 2026-05, 7d, yesterday", valueName: "day"))
  var since: String?

  @Option(help: ArgumentHelp("Stored on or before this day.", valueName: "day"))
  var until: String?

  @Option(help: ArgumentHelp("Found by this job.", valueName: "id"))
  var job: String?

  @Flag(help: "Former versions of changed files, and documents whose files are gone, too.")
  var allVersions = false

  func validate() throws {
    if let confidenceBelow, !(0...1).contains(confidenceBelow) {
      throw ValidationError("--confidence-below takes a number from 0 to 1.")
    }
    for day in [since, until] { try SearchOptions.check(day: day) }
    _ = try states()
    _ = try types()
    guard !all || !statesAny else { throw ValidationError("--all states no condition, so it goes with none.") }
  }

  /// What the selection is called: the options as they were given.
  var label: [String] {
    var label: [String] = []
    for (name, isSet) in [
      ("outdated", causes.outdated), ("pipeline-changed", pipelineChanged), ("incomplete", incomplete), ("all", all),
      ("all-versions", allVersions),
    ] where isSet { label.append(name) }
    let values: [(String, String?)] = [
      ("extractor", extractor), ("state", state), ("confidence-below", confidenceBelow.map { "\($0)" }), ("mime", mime),
      ("type", type), ("language", language), ("since", since), ("until", until), ("job", job), ("query", query),
    ]
    for (name, value) in values { if let value { label.append("\(name)=\(value)") } }
    return label
  }

  var causes: ReextractRequest.Causes {
    var causes = ReextractRequest.Causes()
    causes.outdated = outdated || !(all || statesAny)
    causes.otherPipeline = pipelineChanged
    causes.extractors = Self.words(extractor) ?? []
    return causes
  }

  /// Whether any cause or condition is stated.
  private var statesAny: Bool {
    outdated || pipelineChanged || incomplete || confidenceBelow != nil
      || [extractor, state, mime, type, language, since, until, job, query].contains { $0 != nil }
  }

  func conditions(in workspace: Workspace) async throws -> ReextractionSelection {
    var conditions = ReextractionSelection()
    conditions.states = try states()
    conditions.confidence = confidenceBelow
    conditions.mediaTypes = Self.words(mime)
    conditions.types = try types()
    let store = ReextractionStore(connection: workspace.database.connection(), user: workspace.database.user)
    if let names = Self.words(extractor) { try await check(extractors: names, in: store) }
    if let names = Self.words(language)?.map({ $0.lowercased() }) {
      try await check(languages: names, in: store)
      conditions.languages = names.map { LanguageNames.code(for: $0) }
    }
    conditions.since = since.flatMap { QuerySpan($0, now: secondsNow())?.start }
    conditions.until = until.flatMap { QuerySpan($0, now: secondsNow())?.end }
    if let job { conditions.job = try await workspace.jobs().identifier(job) }
    if let query { conditions.artifacts = try await found(query, in: workspace) }
    conditions.isIncomplete = incomplete
    conditions.includesFormerVersions = allVersions || incomplete
    return conditions
  }

  /// What this program has, or what documents were made by: other names are mistyped, and would find nothing.
  private func check(extractors names: [String], in store: ReextractionStore) async throws {
    let known = RecipeReview.extractors(try await store.recipes())
    for name in names where !known.contains(String(name.prefix { $0 != "/" })) {
      throw ValidationError("There is no extractor '\(name)'; there are: \(known.sorted().joined(separator: ", ")).")
    }
  }

  private func check(languages names: [String], in store: ReextractionStore) async throws {
    let used = try await store.languages()
    for name in names where !LanguageNames.isKnown(name) && !used.contains(name) {
      throw ValidationError("There is no language '\(name)'; documents are in: \(used.joined(separator: ", ")).")
    }
  }

  private func found(_ text: String, in workspace: Workspace) async throws -> [RowIdentifier] {
    let reader = try QueryReader(
      synonyms: nil, home: workspace.home,
      conditions: SearchOptions(type: nil, language: nil, tags: [], since: nil, until: nil))
    var request = SearchRequest(text: text, tree: reader.tree(of: text))
    request.includesFormerVersions = allVersions
    request.foldsDuplicates = false
    request.limit = 1000
    let engine = workspace.searchEngine()
    var found: [RowIdentifier] = []
    while true {
      let page = try await engine.page(for: request)
      found += page.hits.compactMap { RowIdentifier(text: $0.artifact) }
      guard let next = page.next else { return found }
      request.after = next
    }
  }

  private func states() throws -> [ItemState]? { try state.map { try itemStates($0) } }

  private func types() throws -> [ArtifactType]? {
    try Self.words(type)?.map { word in
      guard let type = ArtifactType(rawValue: word) else {
        let known = ArtifactType.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("There is no type '\(word)'; there are: \(known).")
      }
      return type
    }
  }

  private static func words(_ list: String?) -> [String]? {
    list.map { $0.split(separator: ",").map(String.init) }
  }
}
