import Documents
import Indexing
import PQ

/// The statements behind `NearDuplicates` and `DuplicateStore`. Each is a file of `SQL/Queries`.
enum NearQueries {
  /// A document that was not compared yet.
  struct Waiting {
    let artifact: RowIdentifier
    let sketch: TextSketch?
    /// None for a sketch that cannot be read.
    let bands: [Int32]
    /// Whether it is at one of its places still; a former version is not.
    let isHere: Bool

    init(artifact: RowIdentifier, sketch: TextSketch?, isHere: Bool) {
      self.artifact = artifact
      self.sketch = sketch
      self.isHere = isHere
      bands = sketch?.bands ?? []
    }

    /// The bands as PostgreSQL writes an array.
    var bandsLiteral: String { "{" + bands.map(String.init).joined(separator: ",") + "}" }
  }

  /// A document that a waiting one may resemble.
  struct Candidate {
    /// Of the waiting one, in its list.
    let place: Int
    let artifact: RowIdentifier
  }

  static let put = Statement(sql(PackageResources.near_sketches_put_sql))
  static let lock = Query(sql(PackageResources.near_lock_sql)) { (_: borrowing RowReader) throws(PQError) in true }
  static let tryLock = Query(sql(PackageResources.near_try_lock_sql)) { (row: borrowing RowReader) throws(PQError) in
    try row.bool(0)
  }
  static let waiting = Query(sql(PackageResources.near_waiting_sql)) { (row: borrowing RowReader) throws(PQError) in
    Waiting(artifact: try row.identifier(0), sketch: TextSketch(bytes: try row.bytes(1)), isHere: try row.bool(2))
  }
  static let candidates = Query(sql(PackageResources.near_candidates_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    Candidate(place: try row.int(0), artifact: try row.identifier(1))
  }
  static let texts = Query(sql(PackageResources.near_texts_sql)) {
    (row: borrowing RowReader) throws(PQError) in
    KnownTexts.Text(
      artifact: try row.identifier(0), sketch: TextSketch(bytes: try row.bytes(1)),
      group: row.isNull(2) ? nil : try row.int64(2), leader: row.isNull(3) ? nil : try row.identifier(3),
      leaderSketch: row.isNull(4) ? nil : TextSketch(bytes: try row.bytes(4)))
  }
  static let newGroup = Query(sql(PackageResources.near_group_new_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.int64(0)
  }
  static let join = Statement(sql(PackageResources.near_group_join_sql))
  static let compared = Statement(sql(PackageResources.near_compared_sql))
  static let fold = Query(sql(PackageResources.near_fold_sql)) {
    (row: borrowing RowReader) throws(PQError) in try row.text(0)
  }
  static let forget = Statement(sql(PackageResources.near_forget_sql))
  static let list = Query(sql(PackageResources.duplicates_list_sql)) { (row: borrowing RowReader) throws(PQError) in
    DuplicateStore.Row(
      kind: try row.text(0), key: try row.text(1),
      document: DuplicateGroup.Document(
        artifact: try row.identifier(2), title: try row.text(3), source: try row.text(4), size: try row.int64(5),
        isLeftOut: try row.bool(6)))
  }
}
