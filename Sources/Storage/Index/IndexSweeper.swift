package import PQ

/// Makes room of what merging leaves behind, as the owner of the index's tables: the role that runs the program may not.
///
/// Where the owner is not ours to be, on a server that was named, autovacuum does it in its own time. Nothing here is needed for a
/// right answer, so what fails is left to the next time.
package struct IndexSweeper: Sendable {
  private let connection: Connection

  /// `owner` owns the tables.
  package init(owner connection: Connection) { self.connection = connection }

  /// Lets the next merge write where the last one has read. Milliseconds, and nobody waits for it; without it, an ingest of 8,000 pages
  /// leaves 2.4 times the bytes that are in its index.
  package func sweep() async {
    _ = try? await connection.execute(Self.vacuum)
  }

  /// Tells the planner how the tables have grown.
  package func analyze() async {
    _ = try? await connection.execute(Self.analysis)
  }

  /// At the end of a run: writes a small index anew if it is full of gaps, unless it is being read.
  package func pack() async {
    guard (try? await connection.first(Self.isLoose)) == true else { return }
    _ = try? await connection.execute(Self.rewrite)
  }

  private static let vacuum = Statement(sql(PackageResources.index_vacuum_sql))
  private static let analysis = Statement(sql(PackageResources.index_analyze_sql))
  private static let isLoose = Query(sql(PackageResources.index_is_loose_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.isNull(0) ? true : row.bool(0)
  }
  private static let rewrite = Statement(sql(PackageResources.index_pack_sql))
}
