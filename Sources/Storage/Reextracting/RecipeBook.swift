import Documents
import PQ
import Synchronization

/// Gives the ways in which a run extracts documents their numbers. They are few, and each is asked for once.
package final class RecipeBook: Sendable {
  private let rules: ExtractionRules
  private let pipeline: String
  private let known = Mutex<[ExtractorVersion: Int64]>([:])

  /// `rules` and `pipeline` (the text of its file) are the same for all documents of a run.
  package init(rules: ExtractionRules, pipeline: String) {
    self.rules = rules
    self.pipeline = pipeline
  }

  /// The numbers of `extractors`. Not to be asked within a transaction: what that makes may be taken back.
  func numbers(
    for extractors: Set<ExtractorVersion?>, of user: RowIdentifier, in session: inout Session
  ) throws(PQError) -> RecipeNumbers {
    var numbers: [ExtractorVersion: Int64] = [:]
    for extractor in extractors {
      let extractor = extractor ?? .none
      if let number = known.withLock({ $0[extractor] }) {
        numbers[extractor] = number
        continue
      }
      let number = try session.first(
        ReextractionQueries.putRecipe,
        [
          .text(user.text), .text(extractor.name), .int(extractor.version), .text(JSONText(extractor.libraries).text),
          .text(rules.json.text), .text(pipeline),
        ])
      guard let number else { throw .unexpectedAnswer("a recipe has no number") }
      known.withLock { $0[extractor] = number }
      numbers[extractor] = number
    }
    return RecipeNumbers(numbers: numbers)
  }
}

/// The numbers of some recipes, by their extractors.
struct RecipeNumbers: Sendable {
  fileprivate let numbers: [ExtractorVersion: Int64]

  subscript(_ extractor: ExtractorVersion?) -> Int64? { numbers[extractor ?? .none] }
}

extension ExtractorVersion {
  /// Of documents that nothing was extracted from.
  fileprivate static let none = ExtractorVersion(name: "none", version: 0)
}
