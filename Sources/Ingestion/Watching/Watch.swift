import Documents
package import Fetching
import PQ
import Pipeline
import Storage
package import SystemPackage

/// Keeps folders and the database in step, until it is stopped.
///
/// First all is looked at as an ingest does: what changed while nobody watched. That walk has every folder watched that it goes into; from then on only
/// what the kernel tells of is looked at, once it is quiet. Roots of which it does not tell everything are looked over now and then, and only what is not
/// as it is recorded is taken. Changes make a job when there are any; those of one hour are one job. While nothing happens, nothing is asked
/// of the database, which may go to sleep. What passes, such as a database that is away, is waited out for as long as it takes.
package actor Watch {
  package struct Options: Sendable {
    /// How often everything is looked over instead of asking the kernel; nil to ask it.
    package var poll: Duration?
    var delays = PendingChanges.Delays()
    /// How long a job takes in further changes.
    var jobLength = Duration.seconds(3600)

    package init(poll: Duration? = nil) { self.poll = poll }
  }

  package enum Ending: Sendable {
    case interrupted
    case halted(any Error)
  }

  private let resources: IngestResources
  private let request: IngestRequest
  private let options: Options
  private let control: RunControl
  private let openDatabase: @Sendable () async throws -> Void
  private let tell: @Sendable (WatchNews) -> Void
  private let board: WatchBoard
  private let notifier: FolderNotifier?
  private let deafness: Blindness?
  private let survey: TreeSurvey
  private var trees: [WatchedTree]
  private var mustLookAtAll = true
  /// Shows the progress of the first look at everything.
  private let progress: ProgressBoard
  private var hasBegun = false
  private var job: (id: RowIdentifier, began: ContinuousClock.Instant)?
  private var nextLook = ContinuousClock.now

  /// How often a root that is polled is looked over, unless the options say so.
  private static let standardPoll = Duration.seconds(60)
  private static let lookInterval = Duration.seconds(5)
  /// How long a stop may go unnoticed while nothing happens, and how late what is due may be.
  private static let attention = Duration.milliseconds(500)
  private static let precision = Duration.milliseconds(50)
  private static let retryInterval = Duration.seconds(15)

  /// Watches the folders `roots`, which are absolute and without links. `request` says what is done with their files; `openDatabase` sees to
  /// it that there is one, before it is asked anything after a while. Throws for a folder that is not there.
  package init(
    _ roots: [FilePath], _ request: IngestRequest, on resources: IngestResources, options: Options, control: RunControl,
    progress: ProgressBoard, openDatabase: @escaping @Sendable () async throws -> Void,
    tell: @escaping @Sendable (WatchNews) -> Void
  ) throws(WalkError) {
    var request = request
    request.isWatched = true
    self.resources = resources
    self.options = options
    self.control = control
    self.progress = progress
    self.openDatabase = openDatabase
    self.tell = tell
    board = WatchBoard(delays: options.delays)
    (notifier, deafness) = Self.notifier(options, request)
    request.observer = notifier
    self.request = request
    survey = TreeSurvey(options: request.walkOptions, threads: resources.threads, observer: notifier)
    trees = []
    for root in roots { trees.append(WatchedTree(try RootFolder(root))) }
  }

  private static func notifier(_ options: Options, _ request: IngestRequest) -> (FolderNotifier?, Blindness?) {
    guard options.poll == nil else { return (nil, .unasked) }
    do {
      return (try FolderNotifier(options: request.walkOptions), nil)
    } catch {
      return (nil, error == .tooManyOpenFiles ? .tooManyQueues : .refused(error))
    }
  }

  /// Runs until it is stopped, or until something is wrong that waiting does not mend.
  package func run() async -> Ending {
    await withTaskGroup(of: Void.self) { tasks in
      if let notifier {
        let listener = WatchListener(notifier, options: request.walkOptions, board: board)
        tasks.addTask { await listener.run() }
      }
      let ending = await keep()
      board.update { $0.isOver = true }
      return ending
    }
  }

  private func keep() async -> Ending {
    while control.isRunning {
      do {
        try await step()
      } catch {
        guard let cause = error as? any Classified, case .retry = cause.disposition else { return .halted(error) }
        tell(.waiting(cause))
        // What was in hand is found again by looking over everything.
        board.update { $0.surveys.formUnion(trees.map(\.path)) }
        await rest(for: Self.retryInterval)
      }
    }
    return .interrupted
  }

  /// Sleeps, unless it is stopped.
  private func rest(for length: Duration) async {
    let end = ContinuousClock.now + length
    while control.isRunning, ContinuousClock.now < end { try? await Task.sleep(for: Self.attention) }
  }

  private func step() async throws {
    await lookAtRoots()
    heedOverflow()
    if mustLookAtAll { return try await lookAtAll() }
    if let next = nextToSurvey() { return try await lookOver(next) }
    let due = board.update { $0.pending.takeDue(at: .now) }
    if !due.isEmpty { return try await take(due) }
    let isQuiet = board.update(\.pending.isEmpty)
    await board.bell.wait(atMost: isQuiet ? Self.attention : Self.precision)
  }

  private func heedOverflow() {
    let (didOverflow, areTooMany) = board.update { notes in
      defer { notes.didOverflow = false }
      return (notes.didOverflow, notes.pending.areTooMany)
    }
    if areTooMany { mustLookAtAll = true }
    guard didOverflow else { return }
    tell(.overflowed)
    board.update { $0.surveys.formUnion(trees.map(\.path)) }
  }

  private func nextToSurvey() -> Int? {
    let asked = board.update(\.surveys)
    return trees.indices.first { index in
      let tree = trees[index]
      return !tree.isAway && (asked.contains(tree.path) || tree.nextSurvey.map { $0 <= .now } ?? false)
    }
  }
}

// MARK: - Roots

extension Watch {
  /// Finds out which roots are there, now and then, and when something happened to one.
  private func lookAtRoots() async {
    let isAsked = board.update { notes in
      defer { notes.rootsChanged = false }
      return notes.rootsChanged
    }
    guard isAsked || nextLook <= .now else { return }
    nextLook = .now + Self.lookInterval
    for index in trees.indices {
      let folder = trees[index].folder
      let found = await resources.threads.run { folder.look() }
      trees[index].folder = found.folder
      heed(found.look, of: index)
    }
  }

  private func heed(_ look: RootFolder.Look, of index: Int) {
    let path = trees[index].path
    switch look {
    case .away where !trees[index].isAway:
      trees[index].isAway = true
      notifier?.forget(path)
      board.update { $0.pending.clear(below: path) }
      tell(.away(path))
    case .away: break
    case .same where !trees[index].isAway: break
    case .same, .other:
      if trees[index].isAway { tell(.back(path)) }
      trees[index].isAway = false
      board.update { _ = $0.surveys.insert(path) }
    }
  }

  /// How a root is kept in step now, told when it is another way than before.
  private func announce(_ index: Int, after took: Duration = .zero) {
    let path = trees[index].path
    let polled = (deafness ?? notifier?.blindness(below: path)).map {
      WatchNews.Polled(interval: options.poll ?? Self.standardPoll, reason: $0)
    }
    // Who says how often means it.
    trees[index].schedule(polled, after: options.poll == nil ? took : .zero)
    guard trees[index].told != .some(polled) else { return }
    trees[index].told = .some(polled)
    tell(.watching(path, folders: notifier?.folders(below: path) ?? 0, polled: polled))
  }
}

// MARK: - Looking

extension Watch {
  /// Looks at everything as an ingest does, in a job that says what it found, changed or not.
  private func lookAtAll() async throws {
    let present = trees.indices.filter { !trees[$0].isAway }
    guard !present.isEmpty else { return await rest(for: Self.lookInterval) }
    board.update { notes in
      notes.pending.clear()
      notes.surveys = []
    }
    for index in present { notifier?.lookAgain(below: trees[index].path) }
    try await openDatabase()
    var request = request
    request.roots = present.map { .path(trees[$0].path) }
    let ingest = Ingest(
      on: resources, control: RunControl(partOf: control), board: hasBegun ? ProgressBoard() : progress)
    hasBegun = true
    let report = try await ingest.run(request)
    if case .halted(let cause) = report.ending { throw cause }
    tell(.looked(report))
    mustLookAtAll = false
    for index in present { announce(index) }
  }

  /// Looks over a root, and notes what is not as it is recorded.
  private func lookOver(_ index: Int) async throws {
    let began = ContinuousClock.now
    let path = trees[index].path
    board.update { _ = $0.surveys.remove(path) }
    notifier?.lookAgain(below: path)
    try await openDatabase()
    let connection = resources.database.connection()
    let found = try await survey.look(
      over: path, in: SourceIndex(connection: connection, user: resources.database.user))
    await connection.close()
    if found.isTooMuch { mustLookAtAll = true }
    board.update { notes in
      for place in found.changed { notes.pending.wrote(place, isComplete: false, at: began) }
      for place in found.gone { notes.pending.lost(place, isMoved: false, at: began) }
    }
    announce(index, after: ContinuousClock.now - began)
  }

  /// Takes in what is due.
  private func take(_ due: PendingChanges.Due) async throws {
    // Where a root is not there any more, nothing in it is gone.
    nextLook = .now
    await lookAtRoots()
    let away = Set(trees.lazy.filter(\.isAway).map(\.path))
    let gone = due.gone.filter { !away.contains($0.root) }.map { SourceURL(path: $0.path) }
    var look = try await ChangeLook(
      at: due.places.filter { !away.contains($0.root) }, gone: gone, request, resources.threads)
    guard !look.isEmpty else { return }
    try await openDatabase()
    let connection = resources.database.connection()
    try await look.compare(with: SourceIndex(connection: connection, user: resources.database.user))
    await connection.close()
    guard !look.isEmpty else { return }
    try await take(look)
  }

  private func take(_ look: ChangeLook) async throws {
    var resources = resources
    resources.extractors = min(resources.extractors, max(1, look.files.count))
    let former = job.flatMap { ContinuousClock.now - $0.began < options.jobLength ? $0 : nil }
    let ingest = Ingest(on: resources, control: RunControl(partOf: control), board: ProgressBoard())
    let report = try await ingest.take(look.changes, for: request, continuing: former?.id)
    if case .halted(let cause) = report.ending { throw cause }
    if report.job != former?.id { job = (report.job, .now) }
    tell(.changed(report))
  }
}
