import Ingestion

/// Work that goes on for a while: it heeds signals, and shows its progress.
struct ShownRun {
  let control = RunControl()
  let board = ProgressBoard()
  private let isQuiet: Bool

  init(quiet: Bool) { isQuiet = quiet }

  func show<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    let interrupts = Interrupts(control)
    let showing = isQuiet ? nil : Task { [board] in await ProgressLine(board: board).run() }
    do {
      let value = try await body()
      await end(showing, interrupts)
      return value
    } catch {
      await end(showing, interrupts)
      throw error
    }
  }

  private func end(_ showing: Task<Void, Never>?, _ interrupts: Interrupts) async {
    showing?.cancel()
    await showing?.value
    withExtendedLifetime(interrupts) {}
  }
}
