import Documents
import Ingestion

/// Shows a run's progress on standard error: a bar on a terminal, a line every few seconds elsewhere.
struct ProgressLine {
  private let board: ProgressBoard
  private let started = ContinuousClock.now
  private let isTerminal = Terminal.errorIsTerminal

  init(board: ProgressBoard) { self.board = board }

  /// Runs until its task is cancelled, then clears the bar.
  func run() async {
    var shown: ProgressBoard.Reading?
    while (try? await Task.sleep(for: isTerminal ? .milliseconds(200) : .seconds(5))) != nil {
      let reading = board.current
      if isTerminal {
        Terminal.noteRaw(Terminal.overwrite + line(reading))
      } else if reading.done != shown?.done ?? 0 || reading.seen != shown?.seen ?? 0 {
        // A worker that waits for work does not fill the log of its service.
        Terminal.noteRaw(line(reading) + "\n")
        shown = reading
      }
    }
    if isTerminal { Terminal.noteRaw(Terminal.overwrite) }
  }

  private func line(_ reading: ProgressBoard.Reading) -> String {
    let elapsed = max(Amounts.seconds(ContinuousClock.now - started), 0.001)
    let rate = Double(reading.done) / elapsed
    let left = reading.seen - reading.done
    var parts = [
      "\(Amounts.count(reading.done)) of \(Amounts.count(reading.seen))\(reading.walkIsFinished ? "" : "+") files",
      "\(Amounts.count(Int(rate))) files/s", "\(Amounts.bytes(Int64(Double(reading.bytes) / elapsed)))/s",
    ]
    if reading.failures > 0 { parts.append("\(Amounts.count(reading.failures)) failed") }
    if reading.walkIsFinished, rate > 0, left > 0 {
      parts.append("\(Amounts.duration(.seconds(Double(left) / rate))) left")
    }
    let text = parts.joined(separator: ", ")
    return isTerminal && reading.walkIsFinished ? bar(reading) + text : text
  }

  private func bar(_ reading: ProgressBoard.Reading) -> String {
    let width = 24
    let filled = reading.seen == 0 ? width : min(width, width * reading.done / reading.seen)
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "] "
  }
}
