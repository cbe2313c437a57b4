import Fetching
import Pipeline
import Search
import Storage
import SystemPackage

/// Makes a query's text and the command's options one tree.
struct QueryReader {
  private let parser: QueryParser
  private let synonyms: SynonymTable
  private let conditions: SearchOptions
  /// In seconds since 1970: what relative dates of all queries are counted from.
  private let now: Int64

  /// `synonyms` names a file; without it, the home's own is taken if it is there.
  init(synonyms: String?, home: Home, conditions: SearchOptions) throws {
    now = secondsNow()
    parser = QueryParser(now: now)
    self.conditions = conditions
    if let synonyms {
      self.synonyms = try Self.table(pathArgument(synonyms))
    } else {
      do {
        self.synonyms = try Self.table(home.synonyms)
      } catch WalkError.noSuchInput {
        self.synonyms = SynonymTable()
      }
    }
  }

  func tree(of text: String) -> QueryTree {
    var tree = parser.tree(of: text).adding(synonyms)
    conditions.narrow(&tree, now: now)
    return tree
  }

  private static func table(_ path: FilePath) throws -> SynonymTable {
    try SynonymTable(lines: LineFile(path), file: "\(path)")
  }
}
