/// Where a reader gets an archive from that is not in memory: block after block, never back.
///
/// A class, because C calls back into it.
package protocol ByteSource: AnyObject {
  /// The next block, which stays valid until the next call; empty at the end.
  func next() throws -> UnsafeRawBufferPointer
}
