import Documents
import Foundation
import Pipeline

/// This process's memory.
enum Memory {
  /// Bytes in memory (proc(5), statm).
  static var resident: Int {
    let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .ascii))?.split(separator: " ") ?? []
    return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4096
  }

  /// By how much memory grew in the round in which it grew least: a leak grows in every round, what other tests do at the
  /// same time does not.
  static func leastGrowth(of rounds: Int, _ round: () throws -> Void) rethrows -> Int {
    var least = Int.max
    for _ in 0..<rounds {
      let before = resident
      try round()
      least = min(least, resident - before)
    }
    return least
  }
}

/// Counts bytes of text, and keeps none.
struct Counter: ExtractionSink {
  private(set) var bytes = 0

  mutating func accept(_ event: ExtractionEvent) throws(SinkClosed) {
    if case .part(let part) = event { bytes += part.text.utf8.count }
  }
}
