package import Pipeline
package import Storage

/// What a run over stored documents is asked to do.
package struct ReextractRequest: Sendable {
  /// Why documents are extracted again: causes of which each must hold.
  package struct Causes: Sendable {
    /// Their extractor, a library of it, or a rule has another version now.
    package var outdated = false
    /// Another pipeline extracted them.
    package var otherPipeline = false
    /// Extractors that made them: `html`, or `html/3`.
    package var extractors: [String] = []

    package init() {}
  }

  package var plan: PipelinePlan<IngestStep>
  package var causes = Causes()
  /// Conditions beside the causes.
  package var conditions = ReextractionSelection()
  /// How the selection is called: the same for the same selection, so that a run which died is taken up.
  package var label: [String]
  package var title: String?
  /// Whether only tags are made anew, from the text that is stored.
  package var onlyTags = false
  /// Whether new extractions take the former's place whatever the rules say.
  package var isForced = false

  package init(plan: PipelinePlan<IngestStep>, label: [String]) {
    self.plan = plan
    self.label = label
  }

  /// The conditions with the causes, by how documents were extracted so far.
  package func selection(_ review: RecipeReview) -> ReextractionSelection {
    var selection = conditions
    if causes.outdated { selection.outdated = review.outdated }
    selection.includesRefused = isForced
    var recipes = conditions.recipes.map { Set($0) }
    func narrow(to those: [Int64]) { recipes = recipes.map { $0.intersection(those) } ?? Set(those) }
    if causes.otherPipeline {
      narrow(to: review.ofOtherPipelines)
      selection.otherPipelines = review.ofOtherPipelines
      selection.includesUnknown = causes.extractors.isEmpty
    }
    if !causes.extractors.isEmpty { narrow(to: causes.extractors.flatMap { review.recipes(of: $0) }) }
    selection.recipes = recipes.map { $0.sorted() }
    return selection
  }

  /// As an ingest over no folders, of which the selection is the name.
  var ingest: IngestRequest {
    var ingest = IngestRequest(roots: [], plan: plan)
    ingest.title = title ?? (["reextract"] + label).joined(separator: " ")
    ingest.again = IngestRequest.Again(label: label, onlyTags: onlyTags, isForced: isForced)
    return ingest
  }
}
