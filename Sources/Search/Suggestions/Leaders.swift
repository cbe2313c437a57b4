/// The most frequent of many words that come in order; of equally frequent ones, the first to come.
struct Leaders {
  private(set) var entries: [Vocabulary.Entry] = []
  private let count: Int

  init(count: Int) {
    precondition(count > 0, "somebody leads")
    self.count = count
  }

  /// Words of no more documents than this need not be added.
  private(set) var threshold = 0

  mutating func add(_ word: [UInt8], documents: Int) {
    guard documents > threshold else { return }
    if entries.count == count { entries.removeLast() }
    let place = entries.lastIndex { $0.documents >= documents }.map { $0 + 1 } ?? 0
    entries.insert(Vocabulary.Entry(text: String(decoding: word, as: UTF8.self), documents: documents), at: place)
    if entries.count == count { threshold = entries[count - 1].documents }
  }
}
