import CLinux
package import Documents
package import Pipeline
package import SystemPackage

/// Keeps references only: a content stays where it was found, and is hashed there.
///
/// What is read later through a content's descriptor is the source itself, and changes with it.
package struct NoBlobStore: BlobStore {
  package init() {}

  package func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy {
    SourceInPlace(source)
  }

  package func seal(_ contents: [any StagedContent]) async throws(BlobError) {}
  package func open(_ digest: ContentDigest) async throws(BlobError) -> FileDescriptor { throw .notFound(digest) }
  package func contains(_ digest: ContentDigest) async throws(BlobError) -> Bool { false }
  package func remove(_ digest: ContentDigest) async throws(BlobError) {}
  package func list(after digest: ContentDigest?, limit: Int) async throws(BlobError) -> [StoredBlob] { [] }
  package func link(to digest: ContentDigest, as file: LinkedFile, for time: Duration) throws(BlobError) -> String? {
    nil
  }
  package func sweepUploads() async throws(BlobError) -> Int { 0 }
  package func freeSpace() async throws(BlobError) -> Int64? { nil }
  package func requireSpace(for bytes: Int64) async throws(BlobError) {}
}

/// The copy that is none.
private final class SourceInPlace: StagingCopy {
  let reader: FileDescriptor

  init(_ source: FileDescriptor) { reader = source }

  func append(_ block: UnsafeRawBufferPointer) throws(BlobError) {}

  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> ContentFile {
    let kept = try kernel("keep the source open") { file_duplicate(reader.rawValue) }
    return ContentFile(descriptor: FileDescriptor(rawValue: kept), staged: nil)
  }
}
