import CLinux
import Documents
import SystemPackage

/// A regular file, opened safely: never through a link unless links are followed, never blocking on a FIFO.
///
/// The path of a walk without `follow` holds no link, so any link met now was put there since, and is refused wherever in
/// the path it stands: whoever may write to the folder cannot make us read what lies outside it.
struct SourceFile: ~Copyable {
  let descriptor: FileDescriptor
  /// The file's status when it was opened.
  let status: FileStatus

  private init(_ descriptor: FileDescriptor, _ status: FileStatus) {
    self.descriptor = descriptor
    self.status = status
  }

  deinit { _ = file_close(descriptor.rawValue) }

  static func open(_ path: FilePath, follow: Bool) throws(FetchError) -> SourceFile {
    var opened: CInt
    repeat {
      opened = follow ? openThroughLinks(path) : openWithoutLinks(path)
    } while opened == -Errno.interrupted.rawValue
    guard opened >= 0 else { throw FetchError(Errno(rawValue: -opened)) }
    let descriptor = FileDescriptor(rawValue: opened)
    do {
      let status = try FileStatus(of: descriptor)
      if status.kind == .regular { return SourceFile(descriptor, status) }
    } catch {
      _ = file_close(opened)
      throw FetchError(error)
    }
    _ = file_close(opened)
    throw .notRegular
  }

  private static func openThroughLinks(_ path: FilePath) -> CInt {
    let opened = path.withPlatformString { file_open_source(file_here(), $0, 1) }
    return opened == -Errno.fileNameTooLong.rawValue ? openStepwise(path, follow: true) : opened
  }

  /// `openat2` asks the kernel for the whole path at once; kernels and containers that lack it get the same, step by step.
  private static func openWithoutLinks(_ path: FilePath) -> CInt {
    let opened = path.withPlatformString { file_open_linkless($0) }
    let lacking: [Errno] = [.noFunction, .notPermitted, .fileNameTooLong]
    return lacking.contains { opened == -$0.rawValue } ? openStepwise(path, follow: false) : opened
  }

  /// Opens a path of any length, one component at a time.
  private static func openStepwise(_ path: FilePath, follow: Bool) -> CInt {
    do {
      let folder = try Descriptor(passingTo: path.removingLastComponent(), follow: follow)
      guard let name = path.lastComponent else { return -Errno.isDirectory.rawValue }
      return name.withPlatformString { file_open_source(folder.number, $0, follow ? 1 : 0) }
    } catch {
      return -error.rawValue
    }
  }
}
