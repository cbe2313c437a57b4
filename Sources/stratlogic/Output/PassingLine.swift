/// One line on standard error that says how far something is: written over on a terminal, every few seconds elsewhere.
final class PassingLine {
  private let isTerminal = Terminal.errorIsTerminal
  private var last = ContinuousClock.now

  /// Shows `text` if the last one has stood for a while.
  func show(_ text: String) {
    let now = ContinuousClock.now
    guard now - last >= (isTerminal ? .milliseconds(200) : .seconds(5)) else { return }
    last = now
    Terminal.noteRaw(isTerminal ? Terminal.overwrite + text : text + "\n")
  }

  func clear() { if isTerminal { Terminal.noteRaw(Terminal.overwrite) } }
}
