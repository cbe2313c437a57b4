import Documents
import Pipeline
import Tagging

/// `tag` where it does not stand right behind `extract`: the text has left the extractor by then, and is plain text, which
/// needs no sandbox.
struct TagStage: Stage {
  static let name: StageName = "tag"

  /// Keyphrases of a document, at most.
  let keyphrases: Int
  /// How frequent words are in the collection, where that is known.
  var statistics: CorpusStatistics?

  func run(_ input: ExtractedDocument, in context: StageContext) async throws(StageFailure) -> StageOutcome<
    TaggedDocument
  > {
    var tagger = Tagger(
      TaggingRequest(keywords: context.keywords, keyphrases: keyphrases), statistics: statistics)
    if let title = input.extraction.title { tagger.observe(.title(title)) }
    for property in input.extraction.metadata { tagger.observe(.property(property)) }
    do {
      try input.extraction.text.forEach { tagger.observe(.part($0)) }
    } catch {
      throw StageFailure(stage: Self.name, cause: TextLost())
    }
    let result = tagger.finish()
    return .next(TaggedDocument(document: input, tags: result.tags, findings: result.findings))
  }
}

/// A text that was put aside on disk cannot be read back.
struct TextLost: Classified {
  var code: String { "spool" }
  var message: String { "text that was put aside in the spool folder could not be read back" }
  var disposition: Disposition { .halt }
}
