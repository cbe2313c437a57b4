package import Documents
import Synchronization

/// The digests of documents that are somewhere between `dedupe` and their commit: known, but not in the database yet.
///
/// A class with a lock rather than an actor, because whoever commits must let go of a digest and of those that wait for it in
/// one step, without a suspension between.
package final class ContentClaims: Sendable {
  private let digests = Mutex<Set<ContentDigest>>([])

  package init() {}

  /// Whether `digest` was free, and is now the caller's to bring in.
  package func claim(_ digest: ContentDigest) -> Bool { digests.withLock { $0.insert(digest).inserted } }

  package func isClaimed(_ digest: ContentDigest) -> Bool { digests.withLock { $0.contains(digest) } }

  package func release(_ digest: ContentDigest) { digests.withLock { _ = $0.remove(digest) } }
}
