package import Documents
import Indexing
package import PQ

/// Keeps the segments of a user few, and free of deleted documents: what is due is merged, a transaction a merge.
///
/// One process merges the segments of a user at a time; for others there is nothing to do meanwhile. Public segments and others
/// are never mixed. A merge that breaks off leaves nothing behind.
package struct IndexMerger: Sendable {
  private let connection: Connection
  private let user: RowIdentifier

  /// `connection` acts for `user`, and is busy for seconds at a time.
  package init(connection: Connection, user: RowIdentifier) {
    self.connection = connection
    self.user = user
  }

  /// Makes the next merge that is due; false when there is none, or when somebody else is merging.
  package func mergeNext() async throws(StorageError) -> Bool { try await mergeOnce { MergePlan.due($0) } }

  /// Merges until nothing is due; gives the number of merges.
  @discardableResult
  package func mergeWhatIsDue() async throws(StorageError) -> Int {
    var merges = 0
    while try await mergeNext() { merges += 1 }
    return merges
  }

  /// Writes public segments anew of which documents are not public any more: row-level security lets everybody read a public segment, so what
  /// was withdrawn must not stay in one until a merge is due.
  package func forgetWithdrawn() async throws(StorageError) {
    while try await mergeOnce({ MergePlan.withdrawal($0) }) {}
  }

  /// At the end of a run: leaves few segments where there are many, and forgets what was deleted and is nowhere any more. Gives the
  /// number of merges; begins none that is not wanted any more.
  @discardableResult
  package func compact(while isWanted: @Sendable () -> Bool = { true }) async throws(StorageError) -> Int {
    var merges = 0
    while isWanted(), try await mergeOnce({ MergePlan.compaction($0) }) { merges += 1 }
    let user = user
    try await wrap { (session: inout Session) throws(PQError) in
      _ = try session.execute(IndexQueries.forgetUnused, [.text(user.text), .null])
    }
    return merges
  }

  /// Makes the merge that `plan` chooses, in a transaction.
  private func mergeOnce(
    _ plan: @Sendable ([MergePlan.Candidate]) -> [MergePlan.Candidate]?
  ) async throws(StorageError) -> Bool {
    let user = user
    return try await wrap { (session: inout Session) throws(PQError) in
      try session.transaction { (session: inout Session) throws(PQError) in
        guard try session.first(MergeQueries.lock, [.text(user.text)]) == true else { return false }
        let deleted = Set(try session.run(MergeQueries.deleted, [.text(user.text)]))
        let segments = try Self.segments(of: user, deleted: deleted, in: &session)
        guard let chosen = plan(segments) else { return false }
        try SegmentMerge(user: user, segments: chosen, deleted: deleted).run(in: &session)
        return true
      }
    }
  }

  /// All segments of the user. Where many documents may be deleted, or any of a public one, they are counted: the bounds of segments overlap.
  private static func segments(
    of user: RowIdentifier, deleted: Set<Int32>, in session: inout Session
  ) throws(PQError) -> [MergePlan.Candidate] {
    var segments = try session.run(MergeQueries.segments, [.text(user.text)])
    let worn = segments.filter { $0.isWorn || $0.isPublic && $0.deleted > 0 }.map(\.id)
    for found in try IndexReader.columns([.identifiers], of: worn, in: &session) {
      do {
        let numbers = try SegmentDocuments.identifiers(found.bytes)
        for index in segments.indices where segments[index].id == found.segment {
          segments[index].deleted = numbers.count { deleted.contains($0) }
        }
      } catch {
        throw .abandoned(error)
      }
    }
    return segments
  }

  private func wrap<Value: Sendable>(
    _ body: @Sendable (inout Session) throws(PQError) -> Value
  ) async throws(StorageError) -> Value {
    do {
      return try await connection.withSession(body)
    } catch .abandoned(let damage as IndexDamage) {
      throw .indexDamaged("\(damage)")
    } catch {
      throw .database(error)
    }
  }
}
