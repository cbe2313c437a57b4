import Fetching
import SystemPackage

/// A root as a watch sees it.
struct WatchedTree {
  var folder: RootFolder
  var isAway = false
  /// When it is to be looked over, where it is polled.
  var nextSurvey: ContinuousClock.Instant?
  /// What was told of it last.
  var told: WatchNews.Polled??

  var path: FilePath { folder.path }

  /// Looking over costs at most this part of the time.
  private static let share = 20

  init(_ folder: RootFolder) { self.folder = folder }

  mutating func schedule(_ polled: WatchNews.Polled?, after took: Duration) {
    nextSurvey = polled.map { .now + max($0.interval, took * Self.share) }
  }
}
