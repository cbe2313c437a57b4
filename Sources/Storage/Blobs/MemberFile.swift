import CLinux
import Documents
import Pipeline
import SystemPackage

/// A member on its way into the staging area: what came out of a container, written as it comes.
final class MemberFile: MemberCopy {
  /// Bytes after which the disk is asked for its room again.
  private static let checkInterval: Int64 = 64 << 20

  private let writer: CInt
  private let file: TemporaryFile
  private let checkSpace: (Int64) throws(BlobError) -> Void
  private var size: Int64 = 0

  init(in area: StagingArea, checkSpace: @escaping (Int64) throws(BlobError) -> Void) throws(BlobError) {
    let name = area.nextName()
    writer = try kernel("create a file") { name.withPlatformString { file_create(area.folder.descriptor, $0) } }
    file = TemporaryFile(name: name, in: area)
    self.checkSpace = checkSpace
  }

  deinit { _ = file_close(writer) }

  func append(_ block: UnsafeRawBufferPointer) throws(BlobError) {
    if size / Self.checkInterval != (size + Int64(block.count)) / Self.checkInterval {
      try checkSpace(Self.checkInterval)
    }
    size += Int64(block.count)
    do {
      try FileDescriptor(rawValue: writer).writeAll(block)
    } catch {
      throw BlobError(error as? Errno ?? .ioError, during: "write a file")
    }
  }

  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> any StagedMember {
    precondition(size == self.size, "what is finished is what was appended")
    return WaitingFile(file, digest: digest, size: size)
  }
}

/// A finished member in the staging area.
private final class WaitingFile: StagedMember {
  private let file: TemporaryFile
  private let digest: ContentDigest
  private let size: Int64

  init(_ file: TemporaryFile, digest: ContentDigest, size: Int64) {
    self.file = file
    self.digest = digest
    self.size = size
  }

  func open() throws(BlobError) -> ContentFile {
    let folder = file.area.folder.descriptor
    let reader = try kernel("open a file") { file.name.withPlatformString { file_open_source(folder, $0, 0) } }
    let staged = StagedFile(file, digest: digest, size: size)
    return ContentFile(descriptor: FileDescriptor(rawValue: reader), staged: staged)
  }
}
