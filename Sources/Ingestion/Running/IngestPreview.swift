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
          continue
        }
        if source.isUnchanged(file.identity) && !request.rescan { counts.unchanged += 1 } else { counts.changed += 1 }
      }
    }
    return counts
  }
}
