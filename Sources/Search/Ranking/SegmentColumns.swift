import Indexing

/// What is known of a segment's documents besides their words. Empty columns are those nobody asked for.
struct SegmentColumns: Sendable {
  var types: ValueColumn?
  var mediaTypes: ValueColumn?
  var languages: ValueColumn?
  var folders: ListColumn?
  var labels: ListColumn?
  var modified: [Int64] = []
  /// Where each zone of each document ends: `SegmentDocuments.zoneLengths`.
  var zoneLengths: [Int32] = []
}
