package import Documents

/// Which stored documents are to be extracted again: those for which every condition holds that is stated.
package struct ReextractionSelection: Sendable {
  /// Recipes and media types that are out of date.
  package struct Outdated: Sendable {
    package var recipes: [(recipe: Int64, mediaType: MediaType)]
    /// Documents that nothing was noted of count as well.
    package var unknown: Bool

    package init(recipes: [(recipe: Int64, mediaType: MediaType)], unknown: Bool) {
      self.recipes = recipes
      self.unknown = unknown
    }
  }

  package var states: [ItemState]?
  /// One of the confidences is below this.
  package var confidence: Double?
  /// `text/html`, `text/*`
  package var mediaTypes: [String]?
  package var types: [ArtifactType]?
  package var languages: [String]?
  /// When documents were stored, in seconds since 1970: from the first on, and before the second.
  package var since: Int64?
  package var until: Int64?
  /// A job that found them.
  package var job: RowIdentifier?
  package var artifacts: [RowIdentifier]?
  package var outdated: Outdated?
  /// Recipes that are meant, whatever makes them so; nothing noted counts if `includesUnknown`.
  package var recipes: [Int64]?
  package var includesUnknown = false
  /// Where it is meant that another pipeline extracted a document: all recipes of other pipelines.
  package var otherPipelines: [Int64]?
  /// Only documents to which rows are missing, as `verify` finds them.
  package var isIncomplete = false
  /// Former versions of changed files, and documents whose files are gone, too.
  package var includesFormerVersions = false
  /// What is out of date, or of another pipeline, although the newer extraction was tried and refused, too: it would be refused again.
  package var includesRefused = false

  package init() {}

  /// As SQL's LIKE has it: a star stands for anything, everything else for itself.
  static func pattern(_ type: String) -> String {
    var pattern = ""
    for character in type.lowercased() {
      switch character {
      case "*": pattern += "%"
      case "%", "_", "\\": pattern += "\\\(character)"
      default: pattern.append(character)
      }
    }
    return pattern
  }
}
