import Indexing
import PQ
import Storage

/// The index as one transaction sees it.
struct IndexSnapshot {
  private(set) var segments: [IndexSegment]
  private let excluded: [Int32]
  private let cache: SegmentCache
  private var known: [Int64: CachedSegment]

  init(former: Bool, cache: SegmentCache, in session: inout Session) throws {
    segments = try IndexReader.segments(in: &session)
    excluded = try IndexReader.exclusions(former: former, in: &session)
    self.cache = cache
    known = cache.known(of: segments.map(\.id))
  }

  /// Languages whose stems are in it.
  var languages: [String] { segments.flatMap(\.languages).distinct().sorted() }

  var bodyLength: Int { segments.reduce(0) { $0 + $1.bodyLength } }

  /// Has `names` at hand for every segment, beside what every search needs.
  mutating func load(_ names: Set<SegmentColumn>, in session: inout Session) throws {
    let names = names.union([.identifiers, .lengths])
    let incomplete = segments.map(\.id).filter { !names.isSubset(of: known[$0]?.known ?? []) }
    let missing = incomplete.reduce(into: Set<SegmentColumn>()) {
      $0.formUnion(names.subtracting(known[$1]?.known ?? []))
    }
    let found = try IndexReader.columns(missing, of: incomplete, in: &session)
    let columns = Dictionary(grouping: found, by: \.segment)
    for segment in incomplete {
      let bytes = Dictionary(columns[segment, default: []].map { ($0.column, $0.bytes) }) { first, _ in first }
      known[segment] = try Self.completed(known[segment], names, from: bytes)
    }
    cache.add(known)
  }

  /// What the search reads of each segment, given its blocks by range.
  ///
  /// `only` are documents to which the answer is narrowed; nil for all.
  func materials(_ blocks: [Int64: [KeyRange: [SegmentBlock]]], only: [Int32]? = nil) -> [SegmentMaterial] {
    segments.compactMap { segment in
      known[segment.id].map { cached in
        SegmentMaterial(
          documents: cached.documents, live: cached.live(without: excluded), only: only.map(cached.set),
          blocks: blocks[segment.id] ?? [:], columns: cached.columns)
      }
    }
  }

  private static func completed(
    _ segment: CachedSegment?, _ names: Set<SegmentColumn>, from bytes: [SegmentColumn: [UInt8]]
  ) throws(IndexDamage) -> CachedSegment {
    var segment =
      if let segment { segment } else {
        try CachedSegment(identifiers: bytes[.identifiers] ?? [], lengths: bytes[.lengths] ?? [])
      }
    for name in names where !segment.known.contains(name) {
      guard let column = bytes[name] else { throw .inconsistent }
      try segment.add(name, column)
    }
    return segment
  }
}
