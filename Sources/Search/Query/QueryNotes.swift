/// Sentences about what could not be taken as it stands; each once, and not endlessly many.
struct QueryNotes {
  private(set) var sentences: [String] = []

  mutating func add(_ sentence: String) {
    if sentences.count < QueryLimits.notes, !sentences.contains(sentence) { sentences.append(sentence) }
  }
}
