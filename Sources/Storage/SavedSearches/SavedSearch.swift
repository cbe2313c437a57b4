package import Documents

/// A search that somebody keeps, to see later what is new in it.
package struct SavedSearch: Sendable, Equatable {
  package let name: String
  /// As typed.
  package let query: String
  package let options: SavedSearchOptions
  /// ISO 8601, UTC.
  package let created: String
  /// Documents stored after this moment (ISO 8601, UTC, with microseconds) are new; nil before the first look, when all are.
  package let lastLook: String?
}

/// What was asked for beside the words, as the options of `search` say it.
package struct SavedSearchOptions: Sendable, Equatable {
  package var type: String?
  package var language: String?
  package var tags: [String]
  package var since: String?
  package var until: String?
  package var includesFormerVersions: Bool

  package init(
    type: String? = nil, language: String? = nil, tags: [String] = [], since: String? = nil, until: String? = nil,
    includesFormerVersions: Bool = false
  ) {
    self.type = type
    self.language = language
    self.tags = tags
    self.since = since
    self.until = until
    self.includesFormerVersions = includesFormerVersions
  }

  /// As the database keeps it, and as programs read it.
  package var json: JSONText {
    var object = JSONText()
    object.add("type", type)
    object.add("language", language)
    object.add("tag", tags)
    object.add("since", since)
    object.add("until", until)
    object.add("all_versions", includesFormerVersions)
    return object
  }
}
