package import Documents
import Synchronization

/// The digests of documents that are somewhere between `dedupe` and their commit: known, but not in the database yet.
///
/// A class with a lock rather than an actor, because whoever commits must let go of a digest and of those that wait for it in
/// one step, without a suspension between.
package final class ContentClaims: Sendable {
  private let owners = Mutex<[ContentDigest: SourceURL]>([:])

  package init() {}

  /// Whether `digest` was free, and is now for `source` to bring in; also when `source` is tried again, and had it before.
  package func claim(_ digest: ContentDigest, for source: SourceURL) -> Bool {
    owners.withLock { owners in
      let owner = owners[digest] ?? source
      owners[digest] = owner
      return owner == source
    }
  }

  package func isClaimed(_ digest: ContentDigest) -> Bool { owners.withLock { $0[digest] != nil } }

  /// For when nothing is on its way: what is still claimed then will not come.
  package func releaseAll() { owners.withLock { $0 = [:] } }

  package func release(_ digest: ContentDigest) { owners.withLock { _ = $0.removeValue(forKey: digest) } }
}
