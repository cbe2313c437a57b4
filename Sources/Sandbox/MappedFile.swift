import Glibc
package import SystemPackage

/// The bytes of an open file, mapped and read-only.
///
/// Mapped rather than read because most libraries look at part of a file only, and poppler makes 14,000 small reads otherwise.
/// Should the file shrink meanwhile, touching what is gone raises SIGBUS: only a process that may die should map strangers' files.
package struct MappedFile: ~Copyable {
  /// Empty for an empty file, of which there is no mapping. Valid only while this value lives.
  package let bytes: UnsafeRawBufferPointer

  /// Maps as much of the file as there is, but no more than `limit` bytes. The descriptor may be closed afterwards.
  package init(_ descriptor: FileDescriptor, limit: Int64) throws(SandboxError) {
    var status = stat()
    guard fstat(descriptor.rawValue, &status) == 0 else { throw .last("look at the file") }
    let size = Int(min(Int64(status.st_size), limit))
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let start = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor.rawValue, 0)
    guard let start, start != MAP_FAILED else { throw .last("map the file") }
    bytes = UnsafeRawBufferPointer(start: start, count: size)
  }

  deinit {
    if let start = bytes.baseAddress { munmap(UnsafeMutableRawPointer(mutating: start), bytes.count) }
  }
}
