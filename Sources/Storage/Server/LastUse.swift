import CLinux
import Glibc
import SystemPackage

/// When somebody last wanted the server: the modification time of the lock file, so that every process sees it.
enum LastUse {
  static func note(_ home: Home) {
    utimensat(AT_FDCWD, home.serverLock.string, nil, 0)
  }

  /// How long ago that was; zero when it cannot be told.
  static func age(_ home: Home) -> Duration {
    var status = stat()
    var now = timespec()
    guard stat(home.serverLock.string, &status) == 0, clock_gettime(CLOCK_REALTIME, &now) == 0 else { return .zero }
    let used = status.st_mtim
    return .seconds(now.tv_sec - used.tv_sec) + .nanoseconds(now.tv_nsec - used.tv_nsec)
  }
}
