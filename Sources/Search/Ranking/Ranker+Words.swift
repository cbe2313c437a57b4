import Indexing

extension Ranker {
  /// The words of the query that were asked for as they are, alone or in phrases, each with the number of documents that hold a form of
  /// it, counted up to `Corrections.rarity`: what may be misspelt. All zones count where only a title was asked for, as a word that
  /// stands elsewhere is spelt well.
  func words() throws(IndexDamage) -> [(word: String, documents: Int)] {
    let words = tree.clauses.filter { !$0.isCommon }.flatMap(\.typedWords).distinct()
    return try words.map { (word) throws(IndexDamage) in (word, try documents(holding: word)) }
  }

  private func documents(holding word: String) throws(IndexDamage) -> Int {
    var count = 0
    for material in materials {
      let cursor = TermCursor(try material.lists(of: Term(.forms(of: word)), context).map(\.list), in: material.count)
      var next = 0
      while count < Corrections.rarity, let ordinal = try cursor.advance(to: next) {
        if material.isLive(ordinal) { count += 1 }
        next = ordinal + 1
      }
    }
    return count
  }
}

extension QueryClause {
  fileprivate var typedWords: [String] { occurrence == .excluded ? [] : node.typedWords }
}

extension QueryNode {
  fileprivate var typedWords: [String] {
    switch self {
    case .word(let word, _): [word]
    case .phrase(let words, _): words.filter { !$0.isPrefix }.map(\.word)
    case .near(let nodes, _, _), .either(let nodes): nodes.flatMap(\.typedWords)
    case .group(let clauses): clauses.flatMap(\.typedWords)
    case .prefix, .fuzzy: []
    }
  }
}
