import Documents
import Pipeline
import ProgramTesting
import SystemPackage

/// Keeps the bytes of pages in files of a folder.
final class PageStagingDouble: MemberStaging {
  private let folder: TestFolder

  init() throws { folder = try TestFolder() }

  func beginMember() throws(BlobError) -> any MemberCopy {
    Copy(folder.path.appending("\(UInt64.random(in: 0 ... .max))"))
  }

  private final class Copy: MemberCopy {
    private let path: FilePath
    private var bytes: [UInt8] = []

    init(_ path: FilePath) { self.path = path }

    func append(_ block: UnsafeRawBufferPointer) throws(BlobError) { bytes += block }

    func finish(digest: ContentDigest, size: Int64) throws(BlobError) -> any StagedMember {
      precondition(size == bytes.count)
      do {
        let file = try FileDescriptor.open(path, .writeOnly, options: .create, permissions: [.ownerReadWrite])
        _ = try file.closeAfter { try file.writeAll(bytes) }
      } catch {
        throw .io(operation: "write", .ioError)
      }
      return Member(path)
    }
  }

  private final class Member: StagedMember {
    private let path: FilePath

    init(_ path: FilePath) { self.path = path }

    func open() throws(BlobError) -> ContentFile {
      do {
        return ContentFile(descriptor: try FileDescriptor.open(path, .readOnly), staged: nil)
      } catch {
        throw .io(operation: "open", .ioError)
      }
    }
  }
}

extension ContentFile {
  var text: String {
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = bytes.withUnsafeMutableBytes { (try? descriptor.read(fromAbsoluteOffset: 0, into: $0)) ?? 0 }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
