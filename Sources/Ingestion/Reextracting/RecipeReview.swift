import Documents
import Extraction
package import Pipeline
package import Storage

/// Compares how documents were extracted with how this program would, in some pipeline.
package struct RecipeReview: Sendable {
  private let used: [UsedRecipe]
  private let plan: PipelinePlan<IngestStep>
  private let rules: ExtractionRules

  /// `used` is how the user's documents were extracted; `plan` the pipeline that would extract them.
  package init(_ used: [UsedRecipe], plan: PipelinePlan<IngestStep>) {
    self.init(used, plan: plan, rules: .current)
  }

  /// With other rules than this program's: for tests.
  init(_ used: [UsedRecipe], plan: PipelinePlan<IngestStep>, rules: ExtractionRules) {
    self.used = used
    self.plan = plan
    self.rules = rules
  }

  /// Recipes, with media types, of which a part has another version now: the extractor, a library of it, or a rule. `unknown` is for the caller to say.
  package var outdated: ReextractionSelection.Outdated {
    let old = used.filter { isOutdated($0.recipe, $0.mediaType) }
    return .init(recipes: old.map { ($0.recipe.id, $0.mediaType) }, unknown: false)
  }

  /// Recipes of pipelines that extracted otherwise than `plan` does: other steps, or other options of `detect`, `extract` and `tag`.
  package var ofOtherPipelines: [Int64] { recipes { !isExtractedAlike($0.pipeline) } }

  /// The names of extractors that there are, or were when `used` was made.
  package static func extractors(_ used: [UsedRecipe]) -> Set<String> {
    Set(ExtractorCatalogue.names).union(used.map(\.recipe.extractor.name))
  }

  /// Recipes of an extractor, whatever its version: `html`; or of one version: `html/3`.
  package func recipes(of extractor: String) -> [Int64] {
    recipes { "\($0.extractor.name)/\($0.extractor.version)" == extractor || $0.extractor.name == extractor }
  }

  /// Recipes by which a text would get the tags that it has, but for what has become of the collection since.
  package var currentTagging: Set<Int64> {
    Set(recipes { isCurrent($0.rules.tagging, rules.tagging) && Self.tagging($0.pipeline) == plan.taggingSettings })
  }

  private func recipes(where isWanted: (ExtractionRecipe) -> Bool) -> [Int64] {
    var ids: [Int64] = []
    for one in used where one.recipe.id != ids.last && isWanted(one.recipe) { ids.append(one.recipe.id) }
    return ids
  }

  private func isOutdated(_ recipe: ExtractionRecipe, _ type: MediaType) -> Bool {
    guard isCurrent(recipe.rules.detection, rules.detection), isCurrent(recipe.rules.tagging, rules.tagging),
      recipe.rules.classification == nil || recipe.rules.classification == rules.classification
    else { return true }
    let now = ExtractorCatalogue.version(for: type)
    // What its extractor did not live to say, nobody knows; such documents are found by their state.
    guard recipe.extractor.name != "none" else {
      return recipe.extractor.version > 0 && now != nil && !ExtractorCatalogue.mayBePacked(type)
    }
    guard let same = ExtractorCatalogue.version(named: recipe.extractor.name), same == recipe.extractor else {
      return true
    }
    return now?.name != same.name && !ExtractorCatalogue.mayBePacked(type)
  }

  /// Whether a rule of version `former` is `version` still. What was extracted before versions were noted was by the first, with whatever library.
  private func isCurrent(_ former: String?, _ version: String?) -> Bool {
    guard let former else { return version?.split(separator: " ").first == "1" }
    return former == version
  }

  private func isExtractedAlike(_ pipeline: String) -> Bool {
    pipeline == plan.definition.text || Self.plan(pipeline)?.extractionSettings == plan.extractionSettings
  }

  private static func tagging(_ pipeline: String) -> String? { plan(pipeline)?.taggingSettings }

  /// nil for a pipeline that cannot be read any more, and so is another.
  private static func plan(_ text: String) -> PipelinePlan<IngestStep>? {
    try? PipelinePlan(PipelineDefinition(yaml: text, file: "stored"), registry: IngestStep.registry)
  }
}

extension PipelinePlan<IngestStep> {
  /// All that decides what of a document is extracted, as text to compare. No passwords, since they change nothing of a document that was
  /// opened.
  var extractionSettings: String {
    let steps = steps.map(\.name.rawValue).filter { ["detect", "extract", "tag"].contains($0) }.joined(separator: " ")
    let extract = extractStep
    return
      "\(steps); text \(extract.text), recognition \(extract.recognition.map { "\($0.languages) \($0.pageTime) \($0.documentTime)" } ?? "off"), "
      + "members \(extract.members.depth) \(extract.members.count) \(extract.members.total) \(extract.members.ratio); \(taggingSettings)"
  }

  /// All that decides which tags a text gets.
  var taggingSettings: String { tags ? "keyphrases \(tagStep.keyphrases)" : "none" }
}
