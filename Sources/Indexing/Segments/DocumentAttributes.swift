/// What is known of a document besides its words.
package struct DocumentAttributes: Sendable, Equatable {
  /// `artifacts.doc_id`.
  package var identifier: Int32
  package var type: String
  package var mediaType: String
  /// ISO 639-1; nil where it is not known.
  package var language: String?
  /// Folders of its current sources, as paths (`/srv/reports`), or hosts of addresses.
  package var folders: [String]
  /// Of the newest current source, in seconds since 1970.
  package var modified: Int64
  /// `artifacts.tags`.
  package var labels: [String]
  /// `metadata_tags`: key and value.
  package var properties: [(key: String, value: String)]

  package init(
    identifier: Int32, type: String, mediaType: String, language: String? = nil, folders: [String] = [],
    modified: Int64 = 0, labels: [String] = [], properties: [(key: String, value: String)] = []
  ) {
    self.identifier = identifier
    self.type = type
    self.mediaType = mediaType
    self.language = language
    self.folders = folders
    self.modified = modified
    self.labels = labels
    self.properties = properties
  }

  package static func == (one: Self, other: Self) -> Bool {
    one.identifier == other.identifier && one.type == other.type && one.mediaType == other.mediaType
      && one.language == other.language && one.folders == other.folders && one.modified == other.modified
      && one.labels == other.labels && one.properties.elementsEqual(other.properties) { $0 == $1 }
  }
}
