import Documents

/// When a new extraction is not good enough to take the former's place: rules of the pipeline file.
package struct PromotionRules: Sendable, Equatable {
  /// By how much a text may be shorter, with what stands around it: what only moved there (a page's navigation) is not lost. By length, and not by which words
  /// it has, because the words of a text that was read in the wrong encoding are all others once it is read rightly.
  package var lostText = 0.1
  /// The share of a document's pages that may be lost.
  package var lostPages = 0.0
  /// How much of both texts together has to be in both, at least.
  package var similarity = 0.0
  /// Whether the state may be a worse one: `truncated` for what was `stored`.
  package var worseState = false

  package init() {}

  /// Why `new` is not to take the place of what was, in a sentence; nil when it is.
  func objection(stateBefore: ItemState, pagesBefore: Int?, to new: DocumentRecord, _ change: TextChange?) -> String? {
    if !worseState, new.state.rank > stateBefore.rank {
      return "it was \(stateBefore.rawValue), and is \(new.state.rawValue) now"
    }
    if let before = pagesBefore, before > 0 {
      let lost = Double(before - (new.pageCount ?? 0)) / Double(before)
      if lost > lostPages { return "\(Self.percent(lost)) of its pages are lost" }
    }
    guard let change, change.whole.before > 0 else { return nil }
    let lost = Double(change.whole.before - change.whole.after) / Double(change.whole.before)
    if lost > lostText { return "its text is \(Self.percent(lost)) shorter" }
    if change.similarity < similarity { return "only \(Self.percent(change.similarity)) of both texts are in both" }
    return nil
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension ItemState {
  /// How far a document in this state is from a whole one.
  fileprivate var rank: Int {
    switch self {
    case .stored, .duplicate, .unchanged, .moved, .refused: 0
    case .truncated: 1
    case .empty, .unsupported: 2
    case .encrypted, .corrupt, .crashed, .tooLarge, .timedOut, .outOfMemory: 3
    case .skipped, .gone, .unreadable, .vanished, .cancelled, .dead: 3
    }
  }
}
