/// The arguments: a hand-made reader, because every library linked here stands inside the walls and adds to each start.
struct Options {
  static let usage =
    "usage: stratlogic-extract --memory BYTES [--recognise] (started by stratlogic, with a socket as standard input)"

  /// Bytes of address space.
  let memory: Int
  /// Whether requests may ask for text recognition.
  let recognises: Bool

  /// nil for anything but the form above.
  init?(_ arguments: ArraySlice<String>) {
    let words = Array(arguments)
    guard words.count == 2 || words.count == 3 && words[2] == "--recognise", words[0] == "--memory",
      let memory = Int(words[1]), memory > 0
    else { return nil }
    recognises = words.count == 3
    self.memory = memory
  }
}
