import CLinux
import Pipeline
import SystemPackage

/// Where a process keeps copies until they are stored: its own area below `incoming`, on a disk of which a reserve stays free.
final class StagingFolder: Sendable {
  let root: OpenFolder
  let area: StagingArea
  private let reserve: Int64

  /// Makes what is missing below `root`, and sweeps what killed runs left there.
  init(below root: OpenFolder, reserve: Int64) throws(BlobError) {
    let incoming = try OpenFolder("incoming", in: root, create: true)
    try StagingArea.sweep(incoming)
    area = try StagingArea(in: incoming)
    self.root = root
    self.reserve = reserve
  }

  func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy {
    try checkSpace(for: size)
    return try FileCopy(of: source, cloning: area.mayClone, in: area)
  }

  func beginMember() throws(BlobError) -> any MemberCopy {
    try checkSpace(for: 0)
    return try MemberFile(in: area) { bytes throws(BlobError) in try self.checkSpace(for: bytes) }
  }

  /// Bytes left on the disk.
  func free() throws(BlobError) -> Int64 { try kernel("ask for free space") { file_free_space(root.descriptor) } }

  /// Throws `diskFull` when `bytes` more would leave less than the reserve.
  func checkSpace(for bytes: Int64) throws(BlobError) {
    let free = try free()
    let (needed, overflow) = bytes.addingReportingOverflow(reserve)
    guard !overflow, free >= needed else { throw .diskFull(needed: overflow ? .max : needed, free: free) }
  }
}
