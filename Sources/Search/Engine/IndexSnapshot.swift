import Indexing
import PQ
import Storage

/// The index as one transaction sees it.
struct IndexSnapshot {
  private(set) var segments: [IndexSegment]
  private let excluded: [Int32]
  /// Documents that are indexed anew in memory.
  private let pending: MemorySegment?
  private let replaced: [Int32]
  private let cache: SegmentCache
  private var known: [Int64: CachedSegment]

  /// `former`: whether documents that no source has any more are left out too.
  init(_ state: IndexState, former: Bool, cache: SegmentCache, in session: inout Session) throws {
    segments = try IndexReader.segments(in: &session)
    excluded = state.hasExclusions ? try IndexReader.exclusions(former: former, in: &session) : []
    let waiting = state.waiting > 0 ? try PendingIndex.memory(in: &session, limit: Self.pendingLimit) : nil
    pending = waiting.map { MemorySegment(summary: $0.summary, blocks: $0.blocks) }
    replaced = waiting?.replaced ?? []
    self.cache = cache
    known = cache.known(of: segments.map(\.id))
  }

  /// More documents that wait are not worth indexing for one search.
  static let pendingLimit = 64

  /// Languages whose stems are in it.
  var languages: [String] {
    (segments.flatMap(\.languages) + (pending?.summary.languages ?? [])).distinct().sorted()
  }

  var bodyLength: Int { segments.reduce(pending?.summary.bodyLength ?? 0) { $0 + $1.bodyLength } }

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
  func materials(
    _ blocks: [Int64: [KeyRange: [SegmentBlock]]], ranges: [KeyRange], columns: Set<SegmentColumn>,
    only: [Int32]? = nil
  ) throws(IndexDamage) -> [SegmentMaterial] {
    var materials = segments.compactMap { segment in
      known[segment.id].map { cached in
        SegmentMaterial(
          documents: cached.documents, live: cached.live(without: excluded + replaced), only: nil,
          blocks: blocks[segment.id] ?? [:], columns: cached.columns)
      }
    }
    if let pending {
      materials.append(try pending.material(ranges: ranges, columns: columns, excluded: excluded))
    }
    if let only {
      for index in materials.indices { materials[index].only = materials[index].set(of: only) }
    }
    return materials
  }

  /// Blocks of terms, by segment and range.
  struct Blocks {
    var blocks: [Int64: [KeyRange: [SegmentBlock]]] = [:]
    var count = 0
    var bytes = 0
  }

  func blocks(_ ranges: [KeyRange], in session: inout Session) throws(PQError) -> Blocks {
    let found = try IndexReader.blocks(
      of: .terms, in: segments.map(\.id), ranges: ranges.map { ($0.from, $0.to) }, of: &session)
    var read = Blocks()
    for found in found {
      read.blocks[found.segment, default: [:]][ranges[found.range], default: []].append(found.block)
      read.count += 1
      read.bytes += found.block.payload.count
    }
    return read
  }

  /// The corpus's words in `ranges`.
  func vocabulary(of ranges: [WordRange], in session: inout Session) throws(PQError) -> Vocabulary {
    let found = try IndexReader.blocks(
      of: .words, in: segments.map(\.id), ranges: ranges.map { ($0.from, $0.to) }, of: &session)
    let written = Dictionary(grouping: found, by: \.segment).values.map { $0.map(\.block) }
    return Vocabulary(segments: written + (pending.map { [$0.words] } ?? []))
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
