/// Bounds how many documents are between the queue and their batch at one time: their descriptors and their texts are what the
/// run holds in memory.
actor Gate {
  private let limit: Int
  private var free: Int
  private var waiters: [CheckedContinuation<Void, Never>] = []

  init(limit: Int) {
    self.limit = limit
    free = limit
  }

  var isEmpty: Bool { free == limit }

  /// Waits for a place; first come, first served.
  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiters.append($0) }
  }

  /// Gives a place back, straight to whoever waits longest; whether nobody is inside any more.
  @discardableResult
  func leave() -> Bool {
    guard waiters.isEmpty else {
      waiters.removeFirst().resume()
      return false
    }
    free += 1
    return isEmpty
  }
}
