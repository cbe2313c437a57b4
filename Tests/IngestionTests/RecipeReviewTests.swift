import Documents
import Extraction
import Pipeline
import Storage
import Testing

@testable import Ingestion

/// Which ways of extracting count as out of date, and as another pipeline's.
struct RecipeReviewTests {
  private let rules = ExtractionRules(detection: "2 libmagic 5.44", tagging: "3", classification: "abc")

  @Test func `a recipe is out of date when its extractor, a library of it or a rule has another version`() throws {
    let current = try #require(ExtractorCatalogue.version(named: "html"))
    let older = ExtractorVersion(name: "html", version: current.version - 1, libraries: current.libraries)
    let otherLibrary = ExtractorVersion(name: "html", version: current.version, libraries: ["libxml2": "1.0"])
    let recipes: [(ExtractorVersion, ExtractionRules, MediaType, Bool)] = [
      (current, rules, "text/html", false), (older, rules, "text/html", true), (otherLibrary, rules, "text/html", true),
      (current, ExtractionRules(detection: "2 libmagic 5.46", tagging: "3", classification: "abc"), "text/html", true),
      (current, ExtractionRules(detection: "2 libmagic 5.44", tagging: "2", classification: "abc"), "text/html", true),
      (current, ExtractionRules(detection: "2 libmagic 5.44", tagging: "3", classification: "old"), "text/html", true),
    ]

    for (extractor, rules, type, isOutdated) in recipes {
      let review = try review([used(1, extractor, rules, type)])
      #expect(review.outdated.recipes.isEmpty != isOutdated, "\(extractor) \(rules)")
    }
  }

  @Test func `what nothing could be extracted from is out of date once there is an extractor for its type`() throws {
    let none = ExtractorVersion(name: "none", version: 1)
    let unknown = ExtractorVersion(name: "none", version: 0)

    let review = try review([
      used(1, none, rules, "text/html"), used(2, none, rules, "application/x-unheard-of"),
      used(3, unknown, rules, "text/html"),
    ])

    #expect(review.outdated.recipes.map(\.recipe) == [1])
  }

  @Test
  func `an extractor that is no more, or reads another type now, is out of date; what was compressed is what it is`()
    throws
  {
    let text = try #require(ExtractorCatalogue.version(named: "text"))
    let gone = ExtractorVersion(name: "gopher", version: 1)

    let review = try review([
      used(1, gone, rules, "text/plain"), used(2, text, rules, "text/html"), used(3, text, rules, "application/gzip"),
      used(4, text, rules, "text/plain"),
    ])

    #expect(review.outdated.recipes.map(\.recipe) == [1, 2])
  }

  @Test func `another pipeline is one that extracts otherwise, not one that is written otherwise`() throws {
    let text = try #require(ExtractorCatalogue.version(named: "text"))
    let spaced = Self.pipeline.replacing("- {", with: "-   {").replacing("maxSize: 1MB", with: "maxSize: 2MB")
    let larger = Self.pipeline.replacing("text: 1MiB", with: "text: 2MiB")
    let tagged = Self.pipeline.replacing("keyphrases: 3", with: "keyphrases: 4")

    let review = try review([
      used(1, text, rules, "text/plain", spaced), used(2, text, rules, "text/plain", larger),
      used(3, text, rules, "text/plain", tagged), used(4, text, rules, "text/plain", "unreadable"),
    ])

    #expect(review.ofOtherPipelines == [2, 3, 4])
    #expect(review.currentTagging == [1, 2])
  }

  @Test func `what was extracted before versions were noted counts as made by the first`() throws {
    let text = try #require(ExtractorCatalogue.version(named: "text"))
    let unnoted = used(1, text, ExtractionRules(), "text/plain")
    let plan = try Self.plan()

    let first = RecipeReview([unnoted], plan: plan, rules: ExtractionRules(detection: "1 libmagic 5.44", tagging: "1"))
    let second = RecipeReview([unnoted], plan: plan, rules: ExtractionRules(detection: "1 libmagic 5.44", tagging: "2"))

    #expect(first.outdated.recipes.isEmpty)
    #expect(second.outdated.recipes.map(\.recipe) == [1])
  }

  private func review(_ used: [UsedRecipe]) throws -> RecipeReview {
    RecipeReview(used, plan: try Self.plan(), rules: rules)
  }

  private func used(
    _ id: Int64, _ extractor: ExtractorVersion, _ rules: ExtractionRules, _ type: MediaType,
    _ pipeline: String = RecipeReviewTests.pipeline
  ) -> UsedRecipe {
    UsedRecipe(
      recipe: ExtractionRecipe(id: id, extractor: extractor, rules: rules, pipeline: pipeline), mediaType: type)
  }

  private static func plan() throws -> PipelinePlan<IngestStep> {
    try PipelinePlan(PipelineDefinition(yaml: pipeline, file: "test.yaml"), registry: IngestStep.registry)
  }

  private static let pipeline = """
    pipeline: test
    steps:
      - { stage: fetch, options: { maxSize: 1MB } }
      - { stage: detect }
      - { stage: extract, options: { text: 1MiB } }
      - { stage: tag, options: { keyphrases: 3 } }
      - { stage: persist }
    """
}
