import CLinux
import Glibc
import SystemPackage

/// What the parent may see and set of a child that runs: its time on the processor, its peak of memory, its end.
///
/// Valid until the child is reaped; afterwards its number may be another's.
package struct ChildGauge: Sendable {
  package let process: Int32

  package init(process: Int32) { self.process = process }

  /// Lets the child use this many more seconds on the processor than it has used so far; SIGXCPU ends it then.
  /// False where that is not ours to set: the child runs as another user, and we lack CAP_SYS_RESOURCE, as in many containers.
  ///
  /// RLIMIT_CPU counts over the life of a process; only its soft limit is moved, so that it can be moved again.
  package func limit(cpu seconds: Int, beyond used: Duration) -> Bool {
    sl_limit_cpu(process, UInt64(used.components.seconds) + UInt64(seconds) + 1) == 0
  }

  /// Time on the processor so far; nil when the child has ended.
  package func cpuTime() -> Duration? {
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(process, &clock) == 0, clock_gettime(clock, &time) == 0 else { return nil }
    return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
  }

  /// Bytes of memory it held at most, so far (`VmHWM` of proc(5)); nil when it has ended.
  package func peakMemory() -> Int? {
    guard let status = try? FileDescriptor.open("/proc/\(process)/status", .readOnly, options: .closeOnExec) else {
      return nil
    }
    defer { try? status.close() }
    let text = String(unsafeUninitializedCapacity: 4096) { buffer in
      (try? status.read(into: UnsafeMutableRawBufferPointer(buffer))) ?? 0
    }
    for line in text.split(separator: "\n") where line.hasPrefix("VmHWM:") {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }
    return nil
  }

  /// Ends the child and all of its session, at once.
  package func kill() {
    // By its own number too: it may not have come to make its session yet.
    _ = Glibc.kill(-process, SIGKILL)
    _ = Glibc.kill(process, SIGKILL)
  }
}
