import CLinux
import Documents
import Pipeline
import Synchronization
import SystemPackage

/// The name of a temporary file in the staging area; the file goes with its last reference unless it was moved away.
final class TemporaryFile: Sendable {
  let name: String
  let area: StagingArea
  private let isMoved = Atomic(false)

  init(name: String, in area: StagingArea) {
    self.name = name
    self.area = area
  }

  deinit { if !isMoved.load(ordering: .relaxed) { area.folder.remove(name) } }

  func markMoved() { isMoved.store(true, ordering: .relaxed) }
}

/// A copy under way: written block by block, or a clone that shares the source's extents.
final class FileCopy: StagingCopy {
  private let writer: FileDescriptor
  private let source: FileDescriptor
  private let file: TemporaryFile
  private let isClone: Bool
  private var size: Int64 = 0

  /// What is hashed is read from the clone, which can no longer change under the reader.
  var reader: FileDescriptor { isClone ? writer : source }

  init(of source: FileDescriptor, cloning: Bool, in area: StagingArea) throws(BlobError) {
    let name = area.nextName()
    let writer = try kernel("create a file") { name.withPlatformString { file_create(area.folder.descriptor, $0) } }
    self.writer = FileDescriptor(rawValue: writer)
    self.source = source
    file = TemporaryFile(name: name, in: area)
    isClone = cloning && file_clone(writer, source.rawValue) == 0
    if cloning && !isClone { area.cloningFailed() }
  }

  deinit { _ = file_close(writer.rawValue) }

  func append(_ block: UnsafeRawBufferPointer) throws(BlobError) {
    size += Int64(block.count)
    guard !isClone else { return }
    do {
      try writer.writeAll(block)
    } catch {
      throw BlobError(error as? Errno ?? .ioError, during: "write a file")
    }
  }

  /// Gives the content out by a descriptor of its own, which cannot write.
  func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> ContentFile {
    precondition(size == self.size, "what is finished is what was appended")
    if isClone { try cut(to: size) }
    let folder = file.area.folder.descriptor
    let reader = try kernel("open a file") { file.name.withPlatformString { file_open_source(folder, $0, 0) } }
    let staged = StagedFile(file, digest: digest, size: size)
    return ContentFile(descriptor: FileDescriptor(rawValue: reader), staged: staged)
  }

  /// A source that grew before it was cloned gave more than was hashed.
  private func cut(to size: Int64) throws(BlobError) {
    do {
      try writer.resize(to: size)
    } catch {
      throw BlobError(error as? Errno ?? .ioError, during: "cut a file")
    }
  }
}

/// A finished copy on its way to becoming a blob: staged, then named, then sealed.
final class StagedFile: StagedContent {
  enum Stage {
    case staged(TemporaryFile)
    /// It has its name, which may not survive a power cut yet.
    case named
    case sealed
  }

  let digest: ContentDigest
  let size: Int64
  private let current: Mutex<Stage>

  init(_ file: TemporaryFile, digest: ContentDigest, size: Int64) {
    self.digest = digest
    self.size = size
    current = Mutex(.staged(file))
  }

  var stage: Stage { current.withLock { $0 } }

  var isSealed: Bool {
    if case .sealed = stage { true } else { false }
  }

  /// The content has its name now: this copy does, or another one that was there before and makes this one superfluous.
  func markNamed(byMoving moved: Bool) {
    current.withLock { stage in
      if moved, case .staged(let file) = stage { file.markMoved() }
      stage = .named
    }
  }

  func markSealed() { current.withLock { $0 = .sealed } }
}
