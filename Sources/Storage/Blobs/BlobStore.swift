package import Documents
package import Pipeline
package import SystemPackage

/// Keeps contents under their digest: a folder, an object store, or nothing at all.
///
/// A content is staged first (`ContentStaging`), while it is hashed, and counts as stored once `seal` has returned. The row
/// that refers to a content is committed after that, so a crash can leave a blob without a row but never a row without its blob.
package protocol BlobStore: ContentStaging {
  /// Makes staged contents durable under their digests. Contents that are stored already, and contents that were sealed
  /// before, are accepted and change nothing. After an error all of them may be sealed again.
  func seal(_ contents: [any StagedContent]) async throws(BlobError)

  /// A read-only descriptor of the content, at offset 0, which the caller closes. Throws `notFound`.
  func open(_ digest: ContentDigest) async throws(BlobError) -> FileDescriptor

  func contains(_ digest: ContentDigest) async throws(BlobError) -> Bool

  /// Forgets a content; one that is not there is not an error. That nobody refers to it is the caller's knowledge.
  func remove(_ digest: ContentDigest) async throws(BlobError)

  /// The first contents behind `digest` (from the beginning for nil), by digest; fewer than `limit` only at the end.
  func list(after digest: ContentDigest?, limit: Int) async throws(BlobError) -> [StoredBlob]

  /// A link with which anybody can read the content for so long, as a file of this name and type. nil where there are no links.
  func link(to digest: ContentDigest, as file: LinkedFile, for time: Duration) throws(BlobError) -> String?

  /// Removes what uploads left behind that were broken off; gives how many these were.
  func sweepUploads() async throws(BlobError) -> Int

  /// The bytes that may still be stored; nil where there is no such number.
  func freeSpace() async throws(BlobError) -> Int64?

  /// Throws `diskFull` when `bytes` more would leave less than the store's reserve, and whatever keeps the store from taking any.
  func requireSpace(for bytes: Int64) async throws(BlobError)
}

/// A content as a store lists it.
package struct StoredBlob: Sendable, Equatable {
  package let digest: ContentDigest
  package let size: Int64

  package init(digest: ContentDigest, size: Int64) {
    self.digest = digest
    self.size = size
  }
}

/// What whoever follows a link gets.
package struct LinkedFile: Sendable {
  package let name: String
  package let mediaType: String

  package init(name: String, mediaType: String) {
    self.name = name
    self.mediaType = mediaType
  }
}
