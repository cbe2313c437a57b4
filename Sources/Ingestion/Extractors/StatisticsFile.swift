import Glibc
package import Storage
package import SystemPackage
import Tagging

/// How frequent words are in the collection, as a file that extractors read before their walls close.
///
/// Made when the first extractor is started, since a run in which nothing has changed starts none. Where it cannot be made, keyphrases
/// are found without it.
package actor StatisticsFile {
  private let database: Database
  private let folder: FilePath
  private var making: Task<FilePath?, Never>?

  /// `folder` is where it is to lie until `remove`.
  package init(database: Database, folder: FilePath) {
    self.database = database
    self.folder = folder
  }

  /// Its path, once it is there.
  func path() async -> FilePath? {
    if let making { return await making.value }
    let task = Task { await make() }
    making = task
    return await task.value
  }

  /// Takes it away; to be called when no extractor will be started any more.
  func remove() async {
    guard let path = await making?.value else { return }
    _ = path.withPlatformString { unlink($0) }
  }

  private func make() async -> FilePath? {
    let words = try? await FrequentWords.read(on: database.connection(), limit: CorpusStatistics.mostWords)
    guard let words else { return nil }
    sweep()
    let bytes = CorpusStatistics.snapshot(documents: words.documents, words: words.words)
    let path = folder.appending("\(Self.prefix)\(getpid())")
    do {
      let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWrite])
      try file.closeAfter { _ = try file.writeAll(bytes) }
      return path
    } catch {
      // A part of it would be a snapshot of less.
      _ = path.withPlatformString { unlink($0) }
      return nil
    }
  }

  /// Removes those of processes that were killed.
  private func sweep() {
    guard let listing = folder.withPlatformString({ opendir($0) }) else { return }
    defer { closedir(listing) }
    while let entry = readdir(listing) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name.hasPrefix(Self.prefix), let process = pid_t(name.dropFirst(Self.prefix.count)) else { continue }
      if kill(process, 0) != 0, errno == ESRCH { _ = folder.appending(name).withPlatformString { unlink($0) } }
    }
  }

  private static let prefix = "statistics-"
}
