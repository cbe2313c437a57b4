import Curl
import Pipeline

/// What a process has to do with sites, whatever jobs it does: connections that are open, what `robots.txt` said, and whose turn it is.
///
/// One for a process: a site is given its rest by all jobs together, and is asked for its `robots.txt` once.
package final class WebVisits: Sendable {
  let handles = CurlHandles()
  let turns = SiteTurns()
  let robots = RobotsCache()
  private let threads = LazyThreads(count: 16)

  package init() {}

  /// Runs what blocks on a thread of its own kind: pages come slowly, and must not hold up files.
  func blocking<Value: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Value
  ) async throws(Failure) -> Value {
    try await threads.value.run(work)
  }
}
