/// Bounds how many documents are between the walk and their batch at one time: their descriptors and their texts are what the
/// run holds in memory.
actor Gate {
  private var free: Int
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(limit: Int) { free = limit }

  /// Waits for a place; first come, first served.
  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiters.append($0) }
  }

  /// Gives a place back, straight to whoever waits longest.
  func leave() {
    guard waiters.isEmpty else { return waiters.removeFirst().resume() }
    free += 1
  }
}
