import Documents
import Fetching
import Foundation
import Pipeline
import ProgramTesting
import Storage
import SystemPackage

/// A store in a bucket of its own of the tests' server, and files to put into it.
struct ObjectFixture {
  let folder: TestFolder
  let proxy: FaultyProxy
  let store: ObjectBlobStore
  let place: ObjectPlace
  let threads = BlockingThreads(count: 2)

  static let environment: EnvironmentLookup = { ObjectServer.environment[$0] }

  /// Whatever goes to the server passes a proxy that can do harm.
  init(_ options: String = "") async throws {
    folder = try TestFolder()
    proxy = try FaultyProxy(to: ObjectServer.shared.port)
    place = try ObjectPlace(url: ObjectServer.shared.place(through: proxy, options), environment: Self.environment)
    store = try ObjectBlobStore(
      place, staging: folder.path.appending("home/staging"), environment: Self.environment)
    try await store.requireSpace(for: 0)
  }

  func stage(_ content: String) throws -> FetchedFile {
    let name = "source-\(UUID().uuidString)"
    try folder.write(content, to: FilePath(name))
    let walk = try FolderWalk(roots: [.path(folder.path.appending(name))])
    guard let entry = try walk.next()?.files.first else { throw Errno.noSuchFileOrDirectory }
    return try Fetch(options: FetchOptions(), staging: store).fetch(entry)
  }

  /// Files that wait to be uploaded.
  var waiting: Int {
    get throws { try shell("find '\(folder.path)/home/staging' -type f -printf x").count }
  }
}
