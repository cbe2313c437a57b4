/// The arguments: a hand-made reader, because every library linked here stands inside the walls and adds to each start.
struct Options {
  static let usage =
    "usage: stratlogic-extract --memory BYTES [--recognise] [--statistics FILE] (started by stratlogic, with a socket as standard input)"

  /// Bytes of address space.
  let memory: Int
  /// Whether requests may ask for text recognition.
  let recognises: Bool
  /// A snapshot of how frequent words are in the collection.
  let statistics: String?

  /// nil for anything but the form above.
  init?(_ arguments: ArraySlice<String>) {
    var words = arguments
    guard words.popFirst() == "--memory", let memory = words.popFirst().flatMap({ Int($0) }), memory > 0 else {
      return nil
    }
    self.memory = memory
    recognises = words.first == "--recognise"
    if recognises { words.removeFirst() }
    guard words.isEmpty || words.count == 2 && words.first == "--statistics" else { return nil }
    statistics = words.last
  }
}
