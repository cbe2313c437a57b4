/// Makes plain which operators join something.
///
/// AND, OR and NEAR need something on both sides, NOT behind it. Of several in a row the first one counts; one that joins nothing
/// is searched as the word that it is.
enum QueryOperators {
  static func settled(_ tokens: [QueryToken]) -> [QueryToken] {
    var settled: [QueryToken] = []
    var index = 0
    while index < tokens.count {
      let token = tokens[index]
      guard token.joins || token.kind == .not else {
        settled.append(token)
        index += 1
        continue
      }
      var next = index + 1
      while token.joins, next < tokens.count, tokens[next].joins { next += 1 }
      let hasRight = next < tokens.count && tokens[next].startsOperand
      let hasLeft = token.kind == .not || settled.last?.endsOperand ?? false
      if hasLeft && hasRight {
        settled.append(token)
      } else {
        settled += tokens[index..<next].compactMap(word)
      }
      index = next
    }
    return settled
  }

  private static func word(for token: QueryToken) -> QueryToken? {
    token.text.isEmpty ? nil : QueryToken(kind: .bare(token.text))
  }
}
