import Crypto

/// One step of the schema, with its way back. Never edited after it has landed: what a database was made with must stay
/// what the program believes it was made with.
package struct Migration: Sendable, Hashable {
  /// 1, 2, 3, ... without gaps.
  package let version: Int
  /// Short and snake_case, as in the file's name: `m0001_schema_up.sql`.
  package let name: String
  let up: String
  let down: String
  /// SHA-256 of `up`, 64 hexadecimal digits. `down` is left out: to mend a way back changes nothing that was made.
  package let checksum: String

  init(version: Int, name: String, up: String, down: String) {
    self.version = version
    self.name = name
    self.up = up
    self.down = down
    checksum = SHA256.hash(data: Array(up.utf8)).map(Self.hex).joined()
  }

  /// All of this program's, in order.
  package static let all: [Migration] = [
    Migration(
      version: 1, name: "schema", up: sql(PackageResources.m0001_schema_up_sql),
      down: sql(PackageResources.m0001_schema_down_sql)),
    Migration(
      version: 2, name: "ledger", up: sql(PackageResources.m0002_ledger_up_sql),
      down: sql(PackageResources.m0002_ledger_down_sql)),
    Migration(
      version: 3, name: "row_security", up: sql(PackageResources.m0003_row_security_up_sql),
      down: sql(PackageResources.m0003_row_security_down_sql)),
    Migration(
      version: 4, name: "search", up: sql(PackageResources.m0004_search_up_sql),
      down: sql(PackageResources.m0004_search_down_sql)),
    Migration(
      version: 5, name: "index", up: sql(PackageResources.m0005_index_up_sql),
      down: sql(PackageResources.m0005_index_down_sql)),
    Migration(
      version: 6, name: "saved_searches", up: sql(PackageResources.m0006_saved_searches_up_sql),
      down: sql(PackageResources.m0006_saved_searches_down_sql)),
    Migration(
      version: 7, name: "compact_index", up: sql(PackageResources.m0007_compact_index_up_sql),
      down: sql(PackageResources.m0007_compact_index_down_sql)),
    Migration(
      version: 8, name: "boilerplate", up: sql(PackageResources.m0008_boilerplate_up_sql),
      down: sql(PackageResources.m0008_boilerplate_down_sql)),
    Migration(
      version: 9, name: "members", up: sql(PackageResources.m0009_members_up_sql),
      down: sql(PackageResources.m0009_members_down_sql)),
    Migration(
      version: 10, name: "near_duplicates", up: sql(PackageResources.m0010_near_duplicates_up_sql),
      down: sql(PackageResources.m0010_near_duplicates_down_sql)),
    Migration(
      version: 11, name: "text_bands", up: sql(PackageResources.m0011_text_bands_up_sql),
      down: sql(PackageResources.m0011_text_bands_down_sql)),
    Migration(
      version: 12, name: "queue", up: sql(PackageResources.m0012_queue_up_sql),
      down: sql(PackageResources.m0012_queue_down_sql)),
    Migration(
      version: 13, name: "reextraction", up: sql(PackageResources.m0013_reextraction_up_sql),
      down: sql(PackageResources.m0013_reextraction_down_sql)),
    Migration(
      version: 14, name: "web", up: sql(PackageResources.m0014_web_up_sql),
      down: sql(PackageResources.m0014_web_down_sql)),
    Migration(
      version: 15, name: "progress", up: sql(PackageResources.m0015_progress_up_sql),
      down: sql(PackageResources.m0015_progress_down_sql)),
    Migration(
      version: 16, name: "row_counts", up: sql(PackageResources.m0016_row_counts_up_sql),
      down: sql(PackageResources.m0016_row_counts_down_sql)),
  ]

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.utf8.count == 1 ? "0" + digits : digits
  }
}
