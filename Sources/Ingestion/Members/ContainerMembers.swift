import Documents
import Extraction
import Pipeline
import Synchronization

/// The members of one document: staged while it is read, then taken through the pipeline.
///
/// They are looked at only when the whole container was read, because the container holds an extractor until then, and they need one.
/// So what waits is on disk, and in memory only names.
final class ContainerMembers: MemberIntake {
  private struct State {
    var container: FetchedFile?
    var found: [FoundMember] = []
    var occurrences: [[UInt8]: Int] = [:]
    var current: Current?
    /// Whether a member found no place any more: those after it are not even named, whatever an extractor sends.
    var isFull = false
    /// Whether members came, once they were taken on: a container that is tried again does not give them again.
    var isTaken = false
  }

  /// The member whose bytes are coming.
  private struct Current {
    let path: [UInt8]
    let occurrence: Int
    /// Nanoseconds since 1970.
    let modified: Int64
    var copy: (any MemberCopy)?
    var hash = ContentHash()
    var refusal: Problem?
  }

  private let ancestors: [ContentDigest]
  private let budget: MemberBudget
  private let staging: any MemberStaging
  private let width: Int
  private let take: @Sendable (FoundMember) async -> Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - ancestors: The containers around this document, outermost first.
  ///   - budget: What may still be taken out of the file.
  ///   - staging: Where members wait.
  ///   - width: Members that are looked at side by side.
  ///   - take: Has one looked at; false when the run was stopped.
  init(
    ancestors: [ContentDigest], budget: MemberBudget, staging: any MemberStaging, width: Int,
    take: @escaping @Sendable (FoundMember) async -> Bool
  ) {
    self.ancestors = ancestors
    self.budget = budget
    self.staging = staging
    self.width = width
    self.take = take
  }

  func open(_ container: FetchedFile) -> MemberLimits {
    state.withLock { state in
      if ancestors.isEmpty, !state.isTaken { budget.begin(size: container.size) }
      state.container = container
      return state.isTaken ? .none : budget.limits(at: ancestors.count)
    }
  }

  func restart() {
    state.withLock { state in
      guard !state.isTaken else { return }
      (state.found, state.occurrences, state.current, state.isFull) = ([], [:], nil, false)
    }
  }

  func begin(_ member: Member) throws(BlobError) {
    try state.withLock { state throws(BlobError) in
      guard let container = state.container, !state.isFull else { return }
      let path = MemberName.safe(member.path, number: state.found.count + 1)
      let occurrence = state.occurrences[path, default: 0] + 1
      state.occurrences[path] = occurrence
      var current = Current(
        path: path, occurrence: occurrence, modified: member.modified ?? container.entry.identity.modified)
      if budget.takePlace() {
        current.copy = try staging.beginMember()
      } else {
        current.refusal = .tooManyMembers
        state.isFull = true
      }
      state.current = current
    }
  }

  func append(_ bytes: [UInt8]) throws(BlobError) {
    try state.withLock { state throws(BlobError) in
      guard state.current?.refusal == nil else { return }
      guard budget.take(bytes: bytes.count) else {
        state.current?.refusal = ExtractionError.memberLimit(budget.bound).problem
        state.current?.copy = nil
        return
      }
      state.current?.hash.update(bytes)
      try bytes.span.bytes.withUnsafeBytes { block throws(BlobError) in try state.current?.copy?.append(block) }
    }
  }

  func finish(_ end: ItemState, _ problem: Problem?) throws(BlobError) {
    try state.withLock { state throws(BlobError) in
      guard let current = state.current, let container = state.container else { return }
      state.current = nil
      let content = try Self.content(of: current, end, problem)
      var size: Int64 = 0
      if case .whole(_, let whole, _) = content { size = whole }
      let entry = FolderEntry(
        member: current.path, occurrence: current.occurrence, of: container.entry,
        identity: FileIdentity(size: size, modified: current.modified, changed: 0, inode: 0))
      state.found.append(
        FoundMember(entry: entry, content: content, ancestors: ancestors + [container.digest], budget: budget))
    }
  }

  func complete() async -> MemberOutcome {
    let (members, hadMembers) = state.withLock { state in
      let members = state.found
      let hadMembers = state.isTaken
      state.isTaken = hadMembers || !members.isEmpty
      (state.found, state.occurrences, state.current) = ([], [:], nil)
      return (members, hadMembers)
    }
    guard !members.isEmpty else { return hadMembers ? .taken : .none }
    return await takeAll(members) ? .taken : .stopped
  }

  private func takeAll(_ members: [FoundMember]) async -> Bool {
    await withTaskGroup(of: Bool.self) { tasks in
      var waiting = members.makeIterator()
      var areAllTaken = true
      for _ in 0..<width {
        if let member = waiting.next() { tasks.addTask { [take] in await take(member) } }
      }
      while let isTaken = await tasks.next() {
        areAllTaken = areAllTaken && isTaken
        if let member = waiting.next() { tasks.addTask { [take] in await take(member) } }
      }
      return areAllTaken
    }
  }

  private static func content(
    of current: Current, _ end: ItemState, _ problem: Problem?
  ) throws(BlobError) -> FoundMember.Content {
    if let refusal = current.refusal { return .missing(.tooLarge, refusal) }
    guard end == .stored, let copy = current.copy else {
      return .missing(end == .stored ? .truncated : end, problem ?? Problem(code: end.rawValue, message: ""))
    }
    let (digest, size) = current.hash.finished()
    return .whole(digest, size: size, try copy.finish(digest: digest, size: size))
  }
}
