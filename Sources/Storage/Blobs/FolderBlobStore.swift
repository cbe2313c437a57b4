import CLinux
package import Documents
package import Pipeline
import Synchronization
package import SystemPackage

/// Contents as files: `artifacts/ab/cd/<sha256>` below a folder, and `incoming` beside it for what is not sealed yet.
///
/// A blob appears under its name by a rename, after its bytes are on the disk; so a name that exists has its content,
/// whatever dies in between. Any number of processes may share the folder.
package final class FolderBlobStore: BlobStore, MemberStaging {
  /// Up to so many files are made durable one by one; more of them by one `syncfs`, whose price does not depend on the
  /// number of files but on what else waits to be written to that disk.
  private static let fewFiles = 2

  private let artifacts: OpenFolder
  private let staging: StagingFolder
  private let threads: BlockingThreads
  /// Folders that this process knows to be on the disk.
  private let durableFolders = Mutex<Set<String>>([])

  /// Opens the store below `root`, making what is missing, and sweeps what killed runs left in it.
  ///
  /// `reserve` bytes of the disk are left free, for the database and everybody else.
  package init(root: FilePath, reserve: Int64 = 64 << 20, threads: BlockingThreads) throws(BlobError) {
    let root = try OpenFolder(makingAll: root)
    artifacts = try OpenFolder("artifacts", in: root, create: true)
    staging = try StagingFolder(below: root, reserve: reserve)
    self.threads = threads
    try root.sync()
  }

  package func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy {
    try staging.begin(copying: source, size: size)
  }

  package func beginMember() throws(BlobError) -> any MemberCopy { try staging.beginMember() }

  package func seal(_ contents: [any StagedContent]) async throws(BlobError) {
    let files = contents.map { content in
      guard let file = content as? StagedFile else { preconditionFailure("a content is sealed where it was staged") }
      return file
    }
    try await threads.run { () throws(BlobError) in try self.seal(files) }
  }

  package func open(_ digest: ContentDigest) async throws(BlobError) -> FileDescriptor {
    try await threads.run { () throws(BlobError) in
      let name = StoredKey.nameBelowArtifacts(digest)
      let opened = name.withPlatformString { file_open_source(self.artifacts.descriptor, $0, 0) }
      if opened == -Errno.noSuchFileOrDirectory.rawValue { throw .notFound(digest) }
      return FileDescriptor(rawValue: try kernel("open a blob") { opened })
    }
  }

  package func contains(_ digest: ContentDigest) async throws(BlobError) -> Bool {
    try await threads.run { () throws(BlobError) in try self.size(of: digest) != nil }
  }

  package func remove(_ digest: ContentDigest) async throws(BlobError) {
    try await threads.run { () throws(BlobError) in
      let name = StoredKey.nameBelowArtifacts(digest)
      let removed = name.withPlatformString { file_remove(self.artifacts.descriptor, $0) }
      if removed != -Errno.noSuchFileOrDirectory.rawValue { _ = try kernel("remove a blob") { removed } }
    }
  }

  package func list(after digest: ContentDigest?, limit: Int) async throws(BlobError) -> [StoredBlob] {
    try await threads.run { () throws(BlobError) in
      try FolderListing(self.artifacts).blobs(after: digest, limit: limit)
    }
  }

  package func link(to digest: ContentDigest, as file: LinkedFile, for time: Duration) throws(BlobError) -> String? {
    nil
  }

  /// What is half-written lies in `incoming`, and was swept when the store was opened.
  package func sweepUploads() async throws(BlobError) -> Int { 0 }

  package func freeSpace() async throws(BlobError) -> Int64? {
    try await threads.run { () throws(BlobError) in try self.staging.free() }
  }

  package func requireSpace(for bytes: Int64) async throws(BlobError) {
    try await threads.run { () throws(BlobError) in try self.staging.checkSpace(for: bytes) }
  }
}

extension FolderBlobStore {
  /// Bytes first, names second, and both on the disk before it returns.
  private func seal(_ files: [StagedFile]) throws(BlobError) {
    let pending = files.filter { !$0.isSealed }
    // What was sealed for a commit that failed is nobody's until it is tried again.
    for file in files where file.isSealed {
      guard try size(of: file.digest) != nil else { throw .notFound(file.digest) }
    }
    guard !pending.isEmpty else { return }
    let isFew = pending.count <= Self.fewFiles
    if isFew { for file in pending { try sync(file) } } else { try artifacts.syncFileSystem() }
    let folders = Set(pending.map { folderName(of: $0.digest) })
    let newFolders = durableFolders.withLock { folders.subtracting($0) }
    for folder in newFolders { try makeFolder(folder) }
    for file in pending { try name(file) }
    if isFew, newFolders.isEmpty {
      for folder in folders { try OpenFolder(folder, in: artifacts, create: false).sync() }
    } else {
      try artifacts.syncFileSystem()
      durableFolders.withLock { $0.formUnion(newFolders) }
    }
    for file in pending { file.markSealed() }
  }

  private func sync(_ file: StagedFile) throws(BlobError) {
    guard case .staged(let temporary) = file.stage else { return }
    let folder = temporary.area.folder.descriptor
    let opened = try kernel("open a file") { temporary.name.withPlatformString { file_open_source(folder, $0, 0) } }
    defer { _ = file_close(opened) }
    _ = try kernel("make a file durable") { file_sync(opened) }
  }

  /// Moves a file to its name, unless a file of its digest and size is there already.
  private func name(_ file: StagedFile) throws(BlobError) {
    guard case .staged(let temporary) = file.stage else { return }
    guard try size(of: file.digest) != file.size else { return file.markNamed(byMoving: false) }
    let name = StoredKey.nameBelowArtifacts(file.digest)
    _ = try kernel("name a blob") {
      temporary.name.withPlatformString { from in
        name.withPlatformString { file_rename(temporary.area.folder.descriptor, from, artifacts.descriptor, $0) }
      }
    }
    file.markNamed(byMoving: true)
  }

  /// The size of a blob; nil when there is none.
  private func size(of digest: ContentDigest) throws(BlobError) -> Int64? {
    var status = file_status()
    let name = StoredKey.nameBelowArtifacts(digest)
    let result = name.withPlatformString { file_status_at(artifacts.descriptor, $0, 0, &status) }
    if result == -Errno.noSuchFileOrDirectory.rawValue { return nil }
    _ = try kernel("look for a blob") { result }
    return status.size
  }

  private func folderName(of digest: ContentDigest) -> String { String(StoredKey.nameBelowArtifacts(digest).prefix(5)) }

  /// Makes `ab/cd`. Its parent is there but for 256 times in a store's life, so the child comes first.
  private func makeFolder(_ name: String) throws(BlobError) {
    do {
      try artifacts.make(name)
    } catch .io(_, .noSuchFileOrDirectory) {
      try artifacts.make(String(name.prefix(2)))
      try artifacts.make(name)
    }
  }
}
