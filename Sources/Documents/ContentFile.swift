package import SystemPackage

/// An open, read-only descriptor of a document's bytes, as they were hashed.
///
/// A class because several values of the pipeline carry the same descriptor on, and the last of them closes it. What is
/// read through it never changes: it is the copy the digest was computed over, except where blobs are not kept.
package final class ContentFile: Sendable {
  package let descriptor: FileDescriptor
  /// Where the bytes wait to become a blob; nil when blobs are not kept.
  package let staged: (any StagedContent)?

  /// Takes ownership of `descriptor`.
  package init(descriptor: FileDescriptor, staged: (any StagedContent)?) {
    self.descriptor = descriptor
    self.staged = staged
  }

  deinit { try? descriptor.close() }
}

/// Bytes that were copied into a blob store but do not count as stored yet.
///
/// Whoever holds the last reference and never sealed it thereby discards the copy.
package protocol StagedContent: AnyObject, Sendable {
  var digest: ContentDigest { get }
}
