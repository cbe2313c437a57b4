import Sandbox
import SystemPackage
import Tagging

/// Reads the snapshot of corpus statistics, while files can still be opened.
enum Statistics {
  private static let largest: Int64 = 1 << 20

  /// nil where there is none to be had: keyphrases are found without it.
  static func read(_ path: String) -> CorpusStatistics? {
    guard let file = try? FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec) else { return nil }
    defer { try? file.close() }
    guard let content = try? MappedFile(file, limit: largest) else { return nil }
    return CorpusStatistics(content.bytes)
  }
}
