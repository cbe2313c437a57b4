import Documents
import Fetching
package import Pipeline
package import Storage

/// What an ingest would do, without doing it: a walk and a look into the index.
package struct IngestPreview: Sendable {
  package struct Counts: Sendable {
    package var new = 0
    package var changed = 0
    package var unchanged = 0
    package var skipped = 0
    package var unreadable = 0
    /// Known pages, whose servers will be asked whether they changed.
    package var asked = 0
    /// Files that were found in the folders once, and are not there any more.
    package var gone = 0
    /// Documents that `prune` would remove for that, where it was asked for.
    package var pruned: Int?

    /// Whether no file was found.
    package var isBare: Bool { new + changed + unchanged == 0 }
  }

  private let request: IngestRequest
  private let database: Database
  private let threads: BlockingThreads

  package init(_ request: IngestRequest, database: Database, threads: BlockingThreads) {
    self.request = request
    self.database = database
    self.threads = threads
  }

  package func run() async throws -> Counts {
    let walk = try Walk(request, threads: threads)
    let sources = SourceIndex(connection: database.connection(), user: database.user)
    var counts = Counts()
    var seen = SeenSources()
    // What a new file looks like may be what one that is gone looked like: then it was moved, and its document stays.
    var moved: Set<FileIdentity> = []
    while let batch = try await walk.next() {
      // A special file that was named is skipped as well, with a row of its own.
      let passedOver = batch.failures.count { $0.state == .skipped }
      counts.skipped += batch.skipped.values.reduce(0, +) + passedOver
      counts.unreadable += batch.failures.count - passedOver
      let pages = Set(batch.pages.map(\.source))
      let known = try await sources.lookup(Array(pages)).count
      counts.asked += known
      counts.new += pages.count - known
      let recorded = try await sources.lookup(batch.files.map(\.source))
      for (position, file) in batch.files.enumerated() {
        guard let source = recorded[position] else {
          counts.new += 1
          if request.prune { moved.insert(file.identity.withoutChange) }
          continue
        }
        seen.insert(source.id)
        if source.isUnchanged(file.identity) && !request.rescan { counts.unchanged += 1 } else { counts.changed += 1 }
      }
    }
    try await countGone(sources, seen, moved, &counts)
    return counts
  }

  private func countGone(
    _ sources: SourceIndex, _ seen: SeenSources, _ moved: Set<FileIdentity>, _ counts: inout Counts
  ) async throws {
    let folders = request.roots.compactMap(\.folder)
    var lost: Set<Int64> = []
    var gone: Set<Int64> = []
    for folder in folders {
      let found = try await sources.gone(below: folder, wasSeen: { seen.contains($0) }, isGone: { isGone($0) })
      gone.formUnion(found.map(\.id))
      let elsewhere = Set(found.filter { moved.contains($0.identity) }.map(\.source))
      lost.formUnion(found.filter { !elsewhere.contains($0.source.containers.first ?? $0.source) }.map(\.id))
    }
    counts.gone = gone.count
    guard request.prune else { return }
    let artifacts = ArtifactStore(connection: database.connection(), user: database.user)
    counts.pruned = try await artifacts.prunable(below: folders, without: lost.sorted())
  }
}

extension FileIdentity {
  /// As it is before and after the file was moved.
  fileprivate var withoutChange: FileIdentity {
    FileIdentity(size: size, modified: modified, changed: 0, inode: inode)
  }
}
