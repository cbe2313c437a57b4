package import Pipeline
import Synchronization

/// Counts and times every stage in the same way, so that no stage does it itself.
package final class StageMeter: Sendable {
  package struct Reading: Sendable {
    package let name: StageName
    package let documents: Int
    /// The time documents spent in the stage, waiting for its resources included; summed over documents in parallel.
    package let time: Duration
  }

  private let readings = Mutex<[StageName: (documents: Int, time: Duration)]>([:])

  package init() {}

  func record(_ name: StageName, _ time: Duration) {
    readings.withLock { readings in
      let former = readings[name] ?? (0, .zero)
      readings[name] = (former.documents + 1, former.time + time)
    }
  }

  /// What has been recorded so far, by name.
  package var all: [Reading] {
    readings.withLock { readings in
      readings.map { Reading(name: $0.key, documents: $0.value.documents, time: $0.value.time) }
        .sorted { $0.name.rawValue < $1.name.rawValue }
    }
  }
}
