import Documents
import Pipeline
import Synchronization
import SystemPackage

/// Members of one container where no blobs are kept: one after another in one file without a name, which ends with its holders,
/// even by `kill -9`. One file, because a descriptor for each of a hundred thousand members would be too many.
final class SpooledMembers: MemberStaging {
  private let spool: SpoolFolder
  private let file = Mutex<SpoolFile?>(nil)

  init(_ spool: SpoolFolder) { self.spool = spool }

  func beginMember() throws(BlobError) -> any MemberCopy {
    let shared = try file.withLock { file throws(BlobError) in
      if let file { return file }
      let made = try Self.makeFile(in: spool)
      file = made
      return made
    }
    return try SpooledCopy(shared, spool)
  }

  /// A new, empty file; its failure in the words of the blob store.
  fileprivate static func makeFile(in spool: SpoolFolder) throws(BlobError) -> SpoolFile {
    do {
      return try spool.makeFile()
    } catch {
      throw BlobError(error.cause, during: "make a temporary file")
    }
  }
}

private final class SpooledCopy: MemberCopy {
  private let file: SpoolFile
  private let spool: SpoolFolder
  private let start: Int64

  init(_ file: SpoolFile, _ spool: SpoolFolder) throws(BlobError) {
    self.file = file
    self.spool = spool
    start = try blobCall("write a temporary file") { try file.descriptor.seek(offset: 0, from: .end) }
  }

  func append(_ block: UnsafeRawBufferPointer) throws(BlobError) {
    _ = try blobCall("write a temporary file") { try file.descriptor.writeAll(block) }
  }

  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> any StagedMember {
    SpooledMember(file: file, spool: spool, start: start, size: size)
  }
}

private final class SpooledMember: StagedMember {
  private let file: SpoolFile
  private let spool: SpoolFolder
  private let start: Int64
  private let size: Int64

  init(file: SpoolFile, spool: SpoolFolder, start: Int64, size: Int64) {
    self.file = file
    self.spool = spool
    self.start = start
    self.size = size
  }

  /// In a file of its own: an extractor maps what it is given from the beginning.
  func open() throws(BlobError) -> ContentFile {
    let own = try SpooledMembers.makeFile(in: spool)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
    defer { block.deallocate() }
    return try blobCall("read a temporary file") {
      var done: Int64 = 0
      while done < size {
        let wanted = UnsafeMutableRawBufferPointer(rebasing: block.prefix(Int(min(size - done, Int64(block.count)))))
        let count = try file.descriptor.read(fromAbsoluteOffset: start + done, into: wanted)
        guard count > 0 else { throw Errno.ioError }
        try own.descriptor.writeAll(UnsafeRawBufferPointer(rebasing: wanted[..<count]))
        done += Int64(count)
      }
      return ContentFile(descriptor: try own.descriptor.duplicate(), staged: nil)
    }
  }
}

/// Makes calls that throw the kernel's answer, and throws what it means for whoever keeps contents.
private func blobCall<Value>(_ operation: String, _ body: () throws -> Value) throws(BlobError) -> Value {
  do {
    return try body()
  } catch {
    throw BlobError(error as? Errno ?? .ioError, during: operation)
  }
}
