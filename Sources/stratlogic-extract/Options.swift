/// The arguments: a hand-made reader, because every library linked here stands inside the walls and adds to each start.
struct Options {
  static let usage =
    "usage: stratlogic-extract --memory BYTES [--statistics FILE] (started by stratlogic, with a socket as standard input)"

  /// Bytes of address space.
  let memory: Int
  /// A snapshot of how frequent words are in the collection.
  let statistics: String?

  /// nil for anything but the one form above.
  init?(_ arguments: ArraySlice<String>) {
    let arguments = Array(arguments)
    guard [2, 4].contains(arguments.count), arguments[0] == "--memory", let memory = Int(arguments[1]), memory > 0,
      arguments.count == 2 || arguments[2] == "--statistics"
    else { return nil }
    self.memory = memory
    statistics = arguments.count == 4 ? arguments[3] : nil
  }
}
