/// What a pipeline file may say about reading files.
package struct FetchOptions: Sendable, Hashable {
  /// Files of more bytes than this are not read.
  package var maxSize: Int64
  /// Whether links are followed, as the walk was told.
  package var follow: Bool
  /// How often a file that changes under the reader is read, before what was read last is taken.
  package var attempts: Int

  package init(maxSize: Int64 = 256 << 20, follow: Bool = false, attempts: Int = 3) {
    precondition(attempts > 0, "a file is read at least once")
    self.maxSize = maxSize
    self.follow = follow
    self.attempts = attempts
  }
}
