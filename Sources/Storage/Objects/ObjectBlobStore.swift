import CLinux
package import Documents
package import Pipeline
import Synchronization
package import SystemPackage

/// Contents as objects of a server that speaks S3: `artifacts/ab/cd/<sha256>` below the place's prefix.
///
/// Extractors read files, so contents are staged in a local folder, and uploaded when they are sealed: many at one time, while
/// others are extracted. An object appears whole or not at all, and the server compares its bytes with their digest; so a name that
/// exists has its content, as in a folder.
package final class ObjectBlobStore: BlobStore, MemberStaging {
  private let client: S3Client
  private let staging: StagingFolder
  /// One for each transfer: each waits for the server most of its time.
  private let threads: BlockingThreads
  private let hasBucket = Mutex(false)

  /// What is larger is asked for before it is sent.
  private static let worthAsking: Int64 = 256 << 10

  /// Opens the store at `place`. Copies wait below `staging`, where `reserve` bytes of the disk are left free.
  ///
  /// The server is not asked yet.
  package init(
    _ place: ObjectPlace, staging: FilePath, reserve: Int64 = 64 << 20,
    environment: EnvironmentLookup = processEnvironment
  ) throws(BlobError) {
    client = Self.client(place, environment)
    self.staging = try StagingFolder(below: OpenFolder(makingAll: staging), reserve: reserve)
    threads = BlockingThreads(count: place.connections)
  }

  /// Asks the server whether the bucket is there and may be used, and changes nothing, neither there nor here.
  package static func isReady(
    at place: ObjectPlace, environment: EnvironmentLookup = processEnvironment
  ) async throws(BlobError) -> Bool {
    let client = client(place, environment)
    return try await BlockingThreads(count: 1).run { () throws(BlobError) in
      do throws(S3Error) { return try client.hasBucket() } catch { throw error.asBlobError }
    }
  }

  private static func client(_ place: ObjectPlace, _ environment: EnvironmentLookup) -> S3Client {
    S3Client(place, credentials: .find(environment), authorities: environment("AWS_CA_BUNDLE"))
  }

  package func begin(copying source: FileDescriptor, size: Int64) throws(BlobError) -> any StagingCopy {
    try staging.begin(copying: source, size: size)
  }

  package func beginMember() throws(BlobError) -> any MemberCopy { try staging.beginMember() }

  /// All transfers that were begun are over when it returns or throws.
  package func seal(_ contents: [any StagedContent]) async throws(BlobError) {
    let files = contents.map { content in
      guard let file = content as? StagedFile else { preconditionFailure("a content is sealed where it was staged") }
      return file
    }
    let failure = FirstFailure()
    await withTaskGroup(of: Void.self) { tasks in
      for file in files {
        tasks.addTask { [self] in
          await threads.run {
            guard failure.error == nil else { return }
            do throws(BlobError) { try self.seal(file) } catch { failure.note(error) }
          }
        }
      }
    }
    if let error = failure.error { throw error }
  }

  package func open(_ digest: ContentDigest) async throws(BlobError) -> FileDescriptor {
    try await threads.run { () throws(BlobError) in try self.download(digest) }
  }

  package func contains(_ digest: ContentDigest) async throws(BlobError) -> Bool {
    try await ask { client throws(S3Error) in try client.size(of: Self.key(digest)) != nil }
  }

  package func remove(_ digest: ContentDigest) async throws(BlobError) {
    try await ask { client throws(S3Error) in try client.delete(Self.key(digest)) }
  }

  package func list(after digest: ContentDigest?, limit: Int) async throws(BlobError) -> [StoredBlob] {
    var found: [StoredBlob] = []
    var last = digest.map(Self.key)
    // What else lies there is passed over.
    while found.count < limit {
      let after = last
      let page = try await ask { client throws(S3Error) in
        try client.list("artifacts/", after: after, limit: min(limit, 1000))
      }
      guard let end = page.last else { break }
      last = end.key
      found += page.compactMap { object in
        StoredKey.digest(of: object.key).map { StoredBlob(digest: $0, size: object.size) }
      }
    }
    return Array(found.prefix(limit))
  }

  package func link(to digest: ContentDigest, as file: LinkedFile, for time: Duration) throws(BlobError) -> String? {
    var request = client.request("GET", Self.key(digest))
    request.query = [
      ("response-content-type", file.mediaType),
      ("response-content-disposition", "attachment; filename*=UTF-8''\(PercentEncoding.encode(file.name))"),
    ]
    guard let link = client.link(to: request, seconds: Int(time.components.seconds)) else {
      throw .denied("a link needs credentials; see AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY")
    }
    return link
  }

  /// Uploads in parts of more than a day ago: nobody is at them any more.
  package func sweepUploads() async throws(BlobError) -> Int {
    try await ask { client throws(S3Error) in
      let uploads = try client.abandonedUploads("artifacts/", before: SigningTime.dashed(secondsAgo: 86_400))
      for upload in uploads { try client.abort(upload.id, of: upload.key) }
      return uploads.count
    }
  }

  package func freeSpace() async throws(BlobError) -> Int64? { nil }

  package func requireSpace(for bytes: Int64) async throws(BlobError) {
    try staging.checkSpace(for: bytes)
    guard !hasBucket.withLock({ $0 }) else { return }
    try await ask { client throws(S3Error) in try client.provideBucket() }
    hasBucket.withLock { $0 = true }
  }
}

extension ObjectBlobStore {
  private static func key(_ digest: ContentDigest) -> String { StoredKey(digest).string }

  private func ask<Value: Sendable>(
    _ question: @escaping @Sendable (S3Client) throws(S3Error) -> Value
  ) async throws(BlobError) -> Value {
    try await threads.run { () throws(BlobError) in
      do throws(S3Error) { return try question(self.client) } catch { throw error.asBlobError }
    }
  }

  private func seal(_ file: StagedFile) throws(BlobError) {
    do throws(S3Error) {
      switch file.stage {
      case .staged(let temporary): try upload(file, temporary)
      // What was sealed for a commit that failed is nobody's until it is tried again.
      case .named, .sealed:
        guard try client.size(of: Self.key(file.digest)) != nil else { throw .file(.notFound(file.digest)) }
      }
    } catch {
      throw error.asBlobError
    }
  }

  private func upload(_ file: StagedFile, _ temporary: TemporaryFile) throws(S3Error) {
    let key = Self.key(file.digest)
    let isThere = file.size >= Self.worthAsking ? try client.size(of: key) == file.size : false
    if !isThere {
      let reader = try open(temporary)
      defer { try? reader.close() }
      if file.size > S3Client.partSize {
        try client.putInParts(reader, size: file.size, as: key)
      } else {
        try client.put(reader, size: file.size, digest: file.digest, as: key)
      }
    }
    file.markNamed(byMoving: false)
    file.markSealed()
  }

  private func open(_ temporary: TemporaryFile) throws(S3Error) -> FileDescriptor {
    do throws(BlobError) {
      return FileDescriptor(
        rawValue: try kernel("open a file") {
          temporary.name.withPlatformString { file_open_source(temporary.area.folder.descriptor, $0, 0) }
        })
    } catch {
      throw .file(error)
    }
  }

  /// Into a file whose name is gone before anybody has it: it ends with its descriptor.
  private func download(_ digest: ContentDigest) throws(BlobError) -> FileDescriptor {
    let folder = staging.area.folder
    let name = staging.area.nextName()
    let writer = FileDescriptor(
      rawValue: try kernel("create a file") { name.withPlatformString { file_create(folder.descriptor, $0) } })
    defer {
      try? writer.close()
      folder.remove(name)
    }
    try staging.checkSpace(for: 0)
    do throws(S3Error) {
      try client.get(Self.key(digest), into: FileSink(writer, expecting: digest))
    } catch .notFound {
      throw .notFound(digest)
    } catch .damagedOnTheWay {
      // Time after time: it is not the way that damages it.
      throw .damaged(digest)
    } catch {
      throw error.asBlobError
    }
    return FileDescriptor(
      rawValue: try kernel("open a file") { name.withPlatformString { file_open_source(folder.descriptor, $0, 0) } })
  }
}

/// What went wrong first of much that is done at one time.
private final class FirstFailure: Sendable {
  private let first = Mutex<BlobError?>(nil)

  var error: BlobError? { first.withLock { $0 } }

  func note(_ error: BlobError) { first.withLock { $0 = $0 ?? error } }
}
