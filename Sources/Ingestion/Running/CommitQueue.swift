import Documents
import Pipeline
import Storage

/// Gathers finished documents into batches, and hands batches to whoever commits them.
///
/// Bounded: `accept` suspends while as many batches wait as there are committers, so that a slow database slows the
/// pipeline instead of filling memory. A path whose content is still on its way waits here for that content's commit, and a container
/// for the commit of all that was in it: one that is recorded is never opened again as long as it does not change.
actor CommitQueue {
  struct Limits: Sendable {
    /// Items in a batch.
    var items: Int
    /// UTF-8 bytes of text after which a batch is full, so that a few long documents are shared out among the committers.
    var text = 8 << 20
    /// Batches that may wait to be committed.
    var waitingBatches = 2
    /// Paths that wait for the content they share.
    var waitingCopies = 4096
    /// Containers that may wait for what was in them until a batch is closed for their sake.
    var waitingContainers = 32
  }

  /// Documents that the database would not store, by their content, each with the reason.
  typealias Refusals = [ContentDigest: Problem]

  private let limits: Limits
  private let claims: ContentClaims
  private var forming: [BatchItem] = []
  private var formingText = 0
  private var formingSince: ContinuousClock.Instant?
  private var ready: [[BatchItem]] = []
  private var copies: [ContentDigest: [BatchItem]] = [:]
  private var copyCount = 0
  private var containers = WaitingContainers()
  private var committing = 0
  private var isFinishing = false
  private var roomWaiters: [CheckedContinuation<Void, Never>] = []
  private var batchWaiters: [CheckedContinuation<Void, Never>] = []
  private var drainWaiters: [CheckedContinuation<Void, Never>] = []

  init(limits: Limits, claims: ContentClaims) {
    self.limits = limits
    self.claims = claims
  }

  /// Takes an item, once there is room.
  func accept(_ item: BatchItem) async {
    containers.count(item)
    if containers.hold(item) {
      // What they wait for must not wait for a full batch: each of them holds a descriptor.
      if containers.waiting >= limits.waitingContainers { seal() }
      return
    }
    // Content that turned out to be stored is never committed: paths that came while that was asked wait for nothing else.
    if case .known(_, let digest, _) = item, !claims.isClaimed(digest) { appendCopies(of: digest) }
    while ready.count >= limits.waitingBatches || (Self.mayWaitForCopies(item) && copyCount >= limits.waitingCopies) {
      await withCheckedContinuation { roomWaiters.append($0) }
    }
    if case .known(_, let digest, _) = item, claims.isClaimed(digest) {
      copies[digest, default: []].append(item)
      copyCount += 1
    } else {
      append(item)
    }
  }

  /// The next batch to commit; nil when everything that was accepted has been committed and nothing more will come.
  func next() async -> [BatchItem]? {
    while ready.isEmpty {
      if isFinishing {
        seal()
        if ready.isEmpty && committing == 0 { return nil }
        if !ready.isEmpty { break }
      }
      await withCheckedContinuation { batchWaiters.append($0) }
    }
    committing += 1
    let batch = ready.removeFirst()
    wake(&roomWaiters)
    return batch
  }

  /// Says that `batch`, given out by `next`, is done with: its documents can be pointed to now, but for those that were
  /// refused, whose copies end as they did.
  func done(with batch: [BatchItem], refused: Refusals = [:]) {
    committing -= 1
    for item in batch {
      for container in containers.finish(item) { append(container) }
    }
    for case .document(let record) in batch {
      let digest = record.fetched.digest
      claims.release(digest)
      appendCopies(of: digest, refused: refused[digest])
    }
    wake(&roomWaiters)
    wake(&batchWaiters)
    wake(&drainWaiters)
  }

  /// Has all that was accepted committed, and returns when it is. For when nothing is on its way: then copies whose content never came, and
  /// containers around them, are let go. They are still queued, in the database, and will come again.
  func drain() async {
    while true {
      seal()
      guard !ready.isEmpty || committing > 0 else { break }
      await withCheckedContinuation { drainWaiters.append($0) }
    }
    (copies, copyCount, containers) = ([:], 0, WaitingContainers())
    claims.releaseAll()
    wake(&roomWaiters)
  }

  /// Gives out what is there if it has waited for longer than `age`: a slow source must not keep what was done from the disk.
  func flush(olderThan age: Duration) {
    guard let since = formingSince, ContinuousClock.now - since >= age else { return }
    seal()
  }

  /// Nothing more will be accepted.
  func finish() {
    isFinishing = true
    wake(&batchWaiters)
  }

  /// Whether an item may wait until there are fewer copies: not one whose commit they may be waiting for, or a container of theirs may be.
  private static func mayWaitForCopies(_ item: BatchItem) -> Bool {
    if case .known(let entry, _, _) = item { !entry.isMember } else { false }
  }

  private func appendCopies(of digest: ContentDigest, refused problem: Problem? = nil) {
    guard let waiting = copies.removeValue(forKey: digest) else { return }
    copyCount -= waiting.count
    for item in waiting {
      if let problem, case .known(let entry, _, _) = item {
        append(.failed(entry.source, .corrupt, problem))
      } else {
        append(item)
      }
    }
    wake(&roomWaiters)
  }

  private func append(_ item: BatchItem) {
    if forming.isEmpty { formingSince = .now }
    forming.append(item)
    formingText += item.textSize
    if forming.count >= limits.items || formingText >= limits.text { seal() }
  }

  private func seal() {
    guard !forming.isEmpty else { return }
    ready.append(forming)
    forming = []
    formingText = 0
    formingSince = nil
    wake(&batchWaiters)
  }

  private func wake(_ waiters: inout [CheckedContinuation<Void, Never>]) {
    let woken = waiters
    waiters = []
    for waiter in woken { waiter.resume() }
  }
}
