package import Indexing

/// The columns of one segment that facets are counted from.
package struct FacetColumns: Sendable {
  package let types: ValueColumn
  package let mediaTypes: ValueColumn
  package let languages: ValueColumn
  package let folders: ListColumn
  package let labels: ListColumn
  /// Seconds since 1970; 0 where it is not known.
  package let modified: PackedIntegers

  package init(
    types: ValueColumn, mediaTypes: ValueColumn, languages: ValueColumn, folders: ListColumn, labels: ListColumn,
    modified: PackedIntegers
  ) {
    self.types = types
    self.mediaTypes = mediaTypes
    self.languages = languages
    self.folders = folders
    self.labels = labels
    self.modified = modified
  }

  /// What `SegmentColumn`s hold, for a segment of `documents`; a column that is missing is damage.
  package init(_ columns: [SegmentColumn: [UInt8]], documents: Int) throws(IndexDamage) {
    func bytes(_ column: SegmentColumn) throws(IndexDamage) -> [UInt8] {
      guard let bytes = columns[column] else { throw .inconsistent }
      return bytes
    }
    types = try ValueColumn(bytes(.types), documents: documents)
    mediaTypes = try ValueColumn(bytes(.mediaTypes), documents: documents)
    languages = try ValueColumn(bytes(.languages), documents: documents)
    folders = try ListColumn(bytes(.folders), documents: documents)
    labels = try ListColumn(bytes(.labels), documents: documents)
    modified = try PackedIntegers(bytes(.modified), count: documents)
  }
}
