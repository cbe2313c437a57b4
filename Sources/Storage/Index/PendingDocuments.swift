package import Indexing

/// Documents whose entries in the index are out of date, indexed as they are now.
package struct PendingDocuments: Sendable {
  package let summary: SegmentSummary
  /// In order of kind and key.
  package let blocks: [SegmentBlock]
  /// Their numbers, which are those of the segment too: whoever reads it leaves them out of all other segments.
  package let replaced: [Int32]
}
