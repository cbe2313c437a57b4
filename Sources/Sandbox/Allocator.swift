import CLinux

/// How the C library's allocator treats what is freed (mallopt(3)).
package enum Allocator {
  /// Keeps up to so many bytes for the next use, and asks the kernel for single blocks of `block` bytes and more only. Given back and asked
  /// for again, memory is zeroed page by page each time.
  package static func keep(freed: Int32, block: Int32) {
    mallopt(M_TRIM_THRESHOLD, freed)
    mallopt(M_MMAP_THRESHOLD, block)
  }
}
