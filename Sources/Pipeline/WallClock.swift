import Glibc

/// The time of this machine's clock, in nanoseconds since 1970.
package func nanosecondsNow() -> Int64 {
  var now = timespec()
  clock_gettime(CLOCK_REALTIME, &now)
  return Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
}

/// The same in seconds.
package func secondsNow() -> Int64 { nanosecondsNow() / 1_000_000_000 }
