/// Wakes the one task that waits for something to do, within this process. A ring that comes while nobody waits is kept.
actor Bell {
  private var isRung = false
  private var waiter: CheckedContinuation<Void, Never>?

  func ring() {
    guard let waiter else {
      isRung = true
      return
    }
    self.waiter = nil
    waiter.resume()
  }

  /// Waits for a ring, or so long. One task at a time.
  func wait(atMost limit: Duration) async {
    guard !isRung else {
      isRung = false
      return
    }
    let alarm = Task {
      guard (try? await Task.sleep(for: limit)) != nil else { return }
      ring()
    }
    await withCheckedContinuation { waiter = $0 }
    alarm.cancel()
  }
}
