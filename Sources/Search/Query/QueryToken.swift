/// A piece of a query: a term, a condition, or what joins them.
struct QueryToken: Equatable {
  enum Sign: Equatable { case none, plus, minus }

  enum Kind: Equatable {
    /// What was typed without quotes; may carry the marks of a prefix or of a fuzzy word.
    case bare(String)
    /// What stood between quotes. `distance` is the n of `"a b"~n`.
    case quoted(String, distance: Int?)
    /// Values of a condition; alternatives, unless AND joins them.
    case values([Value], of: QueryField, isConjunction: Bool)
    case open, close
    case or, and, not
    case near(Int)
  }

  /// One value, and whether NOT or a minus stands before it.
  struct Value: Equatable {
    var text: String
    var isNegated = false
  }

  var kind: Kind
  var sign = Sign.none
  /// The zone that the term, or what the parenthesis opens, is narrowed to.
  var field: QueryField?
  /// As typed: what an operator that joins nothing is searched as.
  var text = ""

  var joins: Bool {
    switch kind {
    case .or, .and, .near: true
    case .bare, .quoted, .values, .open, .close, .not: false
    }
  }

  var startsOperand: Bool { !joins && kind != .close }

  var endsOperand: Bool {
    switch kind {
    case .bare, .quoted, .values, .close: true
    case .open, .or, .and, .not, .near: false
    }
  }
}
