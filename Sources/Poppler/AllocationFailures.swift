import CPoppler
import Glibc
import Synchronization

/// How often poppler said that memory ran out.
///
/// When an allocation fails, poppler prints "Out of memory" and goes on with less: the document then looks whole, and
/// is not (facts: a 2.5 GB bomb "succeeded" with 45 characters). It offers no hook, so what the process prints to the C
/// stream `stderr` passes through here, is searched for that sentence, and goes on to descriptor 2 unchanged.
/// Removable when poppler reports failed allocations through its error callback.
package enum AllocationFailures {
  /// Failures since the process began to watch. Compare two readings: the number itself says nothing of a document.
  package static var count: Int { watch.failures.load(ordering: .relaxed) }

  private static let watch = StandardErrorWatch()
}

/// The reader of the C stream `stderr`. A class because C calls back into it; it lives as long as the process.
private final class StandardErrorWatch: Sendable {
  let failures = Atomic<Int>(0)

  init() {
    // Unable to watch (no memory for one stream) means only that failures count as zero.
    _ = stratlogic_read_stderr(
      { cookie, bytes, count in
        guard let cookie, let bytes else { return -1 }
        Unmanaged<StandardErrorWatch>.fromOpaque(cookie).takeUnretainedValue().read(bytes, count)
        return count
      }, Unmanaged.passRetained(self).toOpaque())
  }

  private func read(_ bytes: UnsafePointer<CChar>, _ count: Int) {
    let sentence: StaticString = "Out of memory"
    // The stream is unbuffered and poppler prints the sentence in one call, so it stands at the beginning.
    if count >= sentence.utf8CodeUnitCount, memcmp(bytes, sentence.utf8Start, sentence.utf8CodeUnitCount) == 0 {
      failures.add(1, ordering: .relaxed)
    }
    // Best effort, as printing is for the C library.
    _ = write(STDERR_FILENO, bytes, count)
  }
}
