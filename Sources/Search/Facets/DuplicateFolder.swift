/// Folds hits that are nearly the same into one: the best of their group in the whole answer, whichever page that is on. So each document
/// of an answer is a hit of one page, or is named below one, and never both.
package struct DuplicateFolder {
  private var followers: [Int32: [String]] = [:]
  private var folded: Set<Int32> = []

  package init() {}

  /// Adds a group: its members' identifiers and artifacts, in order of rank, those alone that are in the answer.
  package mutating func add(_ members: [(identifier: Int32, artifact: String)]) {
    guard let leader = members.first else { return }
    followers[leader.identifier] = members.dropFirst().map(\.artifact)
    folded.formUnion(members.dropFirst().map(\.identifier))
  }

  /// Whether a document is named below another one.
  package func isFolded(_ identifier: Int32) -> Bool { folded.contains(identifier) }

  /// The artifacts that are named below a document, in order of rank.
  package func folded(into identifier: Int32) -> [String] { followers[identifier] ?? [] }
}
