import Fetching
import Pipeline
import Search
import Storage
import SystemPackage

/// Makes a query's text and the command's options one tree.
struct QueryReader {
  private let parser: QueryParser
  private let synonyms: SynonymTable
  private let filters: [QueryFilter]

  /// `synonyms` names a file; without it, the home's own is taken if it is there.
  init(synonyms: String?, home: Home, conditions: SearchOptions) throws {
    let now = secondsNow()
    parser = QueryParser(now: now)
    filters = conditions.filters(now: now)
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
    tree.filters += filters.filter { !tree.filters.contains($0) }
    return tree
  }

  private static func table(_ path: FilePath) throws -> SynonymTable {
    try SynonymTable(lines: LineFile(path), file: "\(path)")
  }
}
