import Documents
import Pipeline
package import Storage

/// Documents to which rows are missing, as `verify` finds them: each is extracted again by the pipeline that extracted it, so that nothing else of it
/// becomes another.
package enum IncompleteDocuments {
  /// A request for each pipeline that has such documents. By the built-in one where it is not known, or cannot be read any more.
  package static func requests(on database: Database) async throws -> [ReextractRequest] {
    let used = try await ReextractionStore(connection: database.connection(), user: database.user).recipes()
    var recipes: [String: [Int64]] = ["": []]
    for recipe in Set(used.map(\.recipe.id)) {
      guard let pipeline = used.first(where: { $0.recipe.id == recipe })?.recipe.pipeline else { continue }
      recipes[plan(pipeline) == nil ? "" : pipeline, default: []].append(recipe)
    }
    var requests: [ReextractRequest] = []
    for (pipeline, recipes) in recipes.sorted(by: { $0.key < $1.key }) {
      var request = ReextractRequest(plan: try plan(pipeline) ?? BuiltInPipeline.plan(), label: ["incomplete"])
      request.conditions.isIncomplete = true
      request.conditions.includesFormerVersions = true
      request.conditions.recipes = recipes.sorted()
      request.conditions.includesUnknown = pipeline.isEmpty
      if try await !Reextract.preview(request, on: database).isEmpty { requests.append(request) }
    }
    return requests
  }

  private static func plan(_ text: String) -> PipelinePlan<IngestStep>? {
    try? PipelinePlan(PipelineDefinition(yaml: text, file: "stored"), registry: IngestStep.registry)
  }
}
