package import Documents
package import Pipeline

/// A page whose bytes were hashed while they came, and wait to become a blob.
package struct FetchedPage: Sendable {
  /// What was asked for.
  package let address: WebAddress
  package let retrieval: Retrieval
  package let digest: ContentDigest
  package let size: Int64
  package let staged: any StagedMember

  init(address: WebAddress, retrieval: Retrieval, _ content: WebTransfer.Content) {
    self.address = address
    self.retrieval = retrieval
    digest = content.digest
    size = content.size
    staged = content.staged
  }

  /// When it was changed, as the server says: nanoseconds since 1970; nil where it says nothing that can be.
  package var modified: Int64? {
    guard let date = retrieval.lastModified.flatMap(HTTPFields.date), date <= secondsNow() + 86_400 else { return nil }
    return date * 1_000_000_000
  }
}
