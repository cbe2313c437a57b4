package import Documents

/// Takes in what lies inside one document while that is read, and has it understood afterwards.
///
/// The calls from `restart` to `finish` come from one thread that may block: a slow disk slows the extractor, and nothing piles up.
package protocol MemberIntake: AnyObject, Sendable {
  /// Says which document is about to be read, and what may be taken of it.
  func open(_ container: FetchedFile) -> MemberLimits
  /// Forgets what came: the document is read from its beginning.
  func restart()
  func begin(_ member: Member) throws(BlobError)
  func append(_ bytes: [UInt8]) throws(BlobError)
  func finish(_ state: ItemState, _ problem: Problem?) throws(BlobError)
  /// Takes all that came through the pipeline, up to its batches.
  func complete() async -> MemberOutcome
}

/// What became of a document's members.
package enum MemberOutcome: Sendable {
  /// There were none.
  case none
  /// All are on their way into a batch.
  case taken
  /// The run was stopped before all were looked at: the document itself is not done either.
  case stopped
}

/// Where members' bytes wait until they are looked at. Calls block.
package protocol MemberStaging: Sendable {
  func beginMember() throws(BlobError) -> any MemberCopy
}

/// One member's bytes as they come, from one thread. Dropping it unfinished leaves nothing behind.
package protocol MemberCopy: AnyObject {
  func append(_ block: UnsafeRawBufferPointer) throws(BlobError)
  /// Ends the copy; `digest` and `size` are those of the bytes appended.
  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> any StagedMember
}

/// A member's bytes that wait, without a descriptor: there may be a hundred thousand of them. They go with the last reference
/// unless they became a blob.
package protocol StagedMember: AnyObject, Sendable {
  func open() throws(BlobError) -> ContentFile
}
