package import Documents
package import PQ

/// What is recorded of a path: enough to tell whether a file is unchanged without opening it.
package struct RecordedSource: Sendable {
  package let id: Int64
  package let artifact: RowIdentifier?
  package let identity: FileIdentity
  package let lookedAt: Int64
  package let state: ItemState

  /// Whether a file that looks like `identity` now is certain to hold what was recorded.
  ///
  /// A file written again within the clock's tick in which it was read would show the same times: one whose mtime is not older
  /// than the look is not trusted (git calls such entries racy).
  package func isUnchanged(_ identity: FileIdentity) -> Bool {
    artifact != nil && state != .gone && identity == self.identity && identity.modified < lookedAt
  }
}

/// A source whose file is not there any more.
package struct GoneSource: Sendable {
  package let id: Int64
  package let source: SourceURL
  /// As far as it stays the same when a file is moved.
  package let identity: FileIdentity
}

/// The incremental index: the sources of one user.
package struct SourceIndex: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// What is recorded of each of `sources`, by position; absent where nothing is.
  package func lookup(_ sources: [SourceURL]) async throws(PQError) -> [Int: RecordedSource] {
    let rows = try await connection.run(Self.lookupQuery, [.text(user.text), .texts(sources.map(\.string))])
    return Dictionary(uniqueKeysWithValues: rows)
  }

  /// Positions of those of `sources` that `job` finished when it ran before.
  package func finished(_ sources: [SourceURL], in job: RowIdentifier) async throws(PQError) -> Set<Int> {
    Set(try await connection.run(Self.doneQuery, [.text(job.text), .texts(sources.map(\.string))]))
  }

  /// Marks as gone every current source below `root` that `job` did not touch, that `wasSeen` denies by its id, and that
  /// `isGone` confirms: what a rule passes over this time, or what cannot be reached, is not gone.
  package func markGone(
    below root: SourceURL, in job: RowIdentifier, wasSeen: (Int64) -> Bool, isGone: (SourceURL) -> Bool
  ) async throws(PQError) {
    var last: Int64 = -1
    while true {
      let page = try await under(root, in: job, after: last)
      let unseen = page.filter { !wasSeen($0) }
      if !unseen.isEmpty {
        let named = try await connection.run(Self.urlsQuery, [.ints(unseen)])
        let gone = named.filter { isGone($0.source) }.map(\.id)
        if !gone.isEmpty { try await connection.execute(Self.goneStatement, [.text(job.text), .ints(gone)]) }
      }
      guard page.count == Self.pageSize, let highest = page.last else { return }
      last = highest
    }
  }

  /// The sources that `markGone(below:in:wasSeen:isGone:)` would mark, with what their files looked like.
  package func gone(
    below root: SourceURL, wasSeen: (Int64) -> Bool, isGone: (SourceURL) -> Bool
  ) async throws(PQError) -> [GoneSource] {
    var gone: [GoneSource] = []
    var last: Int64 = -1
    while true {
      let page = try await under(root, in: .new(), after: last)
      for source in try await connection.run(Self.seenQuery, [.ints(page.filter { !wasSeen($0) })])
      where isGone(source.source) { gone.append(source) }
      guard page.count == Self.pageSize, let highest = page.last else { return gone }
      last = highest
    }
  }

  /// Current sources below `root` that `job` did not touch, a page of them.
  private func under(_ root: SourceURL, in job: RowIdentifier, after last: Int64) async throws(PQError) -> [Int64] {
    try await connection.run(
      Self.underQuery,
      [
        .text(user.text), .text(root.folderPrefix), .text(job.text), .int(last), .int(Self.pageSize),
      ])
  }

  /// Marks as gone what is recorded at `place` and below it, be it a folder or a container, as far as `isGone` confirms it.
  package func markGone(at place: SourceURL, in job: RowIdentifier, isGone: (SourceURL) -> Bool) async throws(PQError) {
    var last: Int64 = -1
    while let page = try await page(at: place, after: last) {
      let gone = page.sources.filter { isGone($0.source) }.map(\.id)
      if !gone.isEmpty { try await connection.execute(Self.goneStatement, [.text(job.text), .ints(gone)]) }
      last = page.last
    }
  }

  /// Whether `markGone(at:)` would find anything.
  package func isAnyGone(at place: SourceURL, isGone: (SourceURL) -> Bool) async throws(PQError) -> Bool {
    var last: Int64 = -1
    while let page = try await page(at: place, after: last) {
      if page.sources.contains(where: { isGone($0.source) }) { return true }
      last = page.last
    }
    return false
  }

  /// The current sources below `root` that `wasSeen` denies by their ids and `isGone` confirms, at most `limit` of them.
  package func unseen(
    below root: SourceURL, limit: Int, wasSeen: (Int64) -> Bool, isGone: (SourceURL) -> Bool
  ) async throws(PQError) -> [SourceURL] {
    var last: Int64 = -1
    var unseen: [SourceURL] = []
    while unseen.count < limit, let page = try await page(at: root, after: last) {
      for found in page.sources where !wasSeen(found.id) && isGone(found.source) && unseen.count < limit {
        unseen.append(found.source)
      }
      last = page.last
    }
    return unseen
  }

  private typealias Page = (sources: [(id: Int64, source: SourceURL)], last: Int64)

  /// The next of the current sources at `place` and below it; nil when there are no more.
  private func page(at place: SourceURL, after last: Int64) async throws(PQError) -> Page? {
    let values: [Parameter] = [.text(user.text), .text(place.string), .int(last), .int(Self.pageSize)]
    let sources = try await connection.run(Self.atQuery, values)
    return sources.last.map { (sources, $0.id) }
  }

  private static let pageSize = 20_000

  private static let lookupQuery = Query(sql(PackageResources.sources_lookup_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    let identity = FileIdentity(
      size: try row.int64(3), modified: try row.int64(4), changed: try row.int64(5),
      inode: UInt64(bitPattern: try row.int64(6)))
    let source = RecordedSource(
      id: try row.int64(1), artifact: row.isNull(2) ? nil : try row.identifier(2), identity: identity,
      lookedAt: try row.int64(7), state: try row.state(8))
    return (try row.int(0) - 1, source)
  }
  private static let doneQuery = Query(sql(PackageResources.items_done_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.int(0) - 1
  }
  private static let underQuery = Query(sql(PackageResources.sources_under_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.int64(0)
  }
  private static let urlsQuery = named(PackageResources.sources_by_id_sql)
  private static let seenQuery = Query(sql(PackageResources.sources_seen_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    let identity = FileIdentity(
      size: try row.int64(2), modified: try row.int64(3), changed: 0, inode: UInt64(bitPattern: try row.int64(4)))
    return GoneSource(id: try row.int64(0), source: SourceURL(string: try row.text(1)), identity: identity)
  }
  private static let atQuery = named(PackageResources.sources_at_sql)
  private static let goneStatement = Statement(sql(PackageResources.sources_gone_sql))

  private static func named(_ bytes: [UInt8]) -> Query<(id: Int64, source: SourceURL)> {
    Query(sql(bytes)) { (row: borrowing RowReader) throws(PQError) in
      (id: try row.int64(0), source: SourceURL(string: try row.text(1)))
    }
  }
}

extension SourceURL {
  /// What the URL of everything below this folder begins with.
  package var folderPrefix: String { string.hasSuffix("/") ? string : string + "/" }
}
