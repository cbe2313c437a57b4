import Foundation

/// Files of the source tree, found from where this one is.
struct TestFile {
  let name: String
  let text: String

  private init(_ file: URL) throws {
    name = file.lastPathComponent
    text = try String(contentsOf: file, encoding: .utf8)
  }

  static func golden(_ name: String) throws -> String {
    try TestFile(URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(name)")).text
  }

  /// The embedded SQL files, of all folders, by name.
  static func embeddedSQL() throws -> [TestFile] {
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.deletingLastPathComponent().appending(path: "Sources/Storage/SQL")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.allObjects ?? []
    return try files.compactMap { $0 as? URL }.filter { $0.pathExtension == "sql" }.map(TestFile.init)
      .sorted { $0.name < $1.name }
  }
}
