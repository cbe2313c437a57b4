/// The arguments: a hand-made reader, because every library linked here stands inside the walls and adds to each start.
struct Options {
  static let usage = "usage: stratlogic-extract --memory BYTES (started by stratlogic, with a socket as standard input)"

  /// Bytes of address space.
  let memory: Int

  /// nil for anything but the one form above.
  init?(_ arguments: ArraySlice<String>) {
    guard arguments.count == 2, arguments.first == "--memory", let memory = arguments.last.flatMap({ Int($0) }),
      memory > 0
    else { return nil }
    self.memory = memory
  }
}
