import CLinux
import Foundation
import SystemPackage

/// A folder of a test's own, removed with everything in it.
final class TestFolder: Sendable {
  let path: FilePath

  init() throws {
    // Resolved, because walks name files by their path without links.
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("stratlogic-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    self.path = FilePath(path)
  }

  /// `rm` copes with names that are no text and paths that are too long; Foundation does not.
  deinit { _ = try? run("/bin/chmod", "-R", "u+rwx", path.string) + run("/bin/rm", "-rf", path.string) }

  func file(_ name: String, _ content: String = "x") throws {
    let path = path.appending(name)
    try FileManager.default.createDirectory(
      atPath: path.removingLastComponent().string, withIntermediateDirectories: true)
    try Data(content.utf8).write(to: URL(fileURLWithPath: path.string))
  }

  /// A file whose name is these bytes.
  func file(named bytes: [UInt8]) throws {
    let name = FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
    let file = try FileDescriptor.open(
      path.pushing(name), .writeOnly, options: [.create], permissions: [.ownerReadWrite])
    try file.close()
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(atPath: path.appending(name).string, withDestinationPath: target)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: path.appending(name).string) }
}

/// What a program printed; throws when it failed.
@discardableResult
func run(_ program: String, _ arguments: String...) throws -> Data {
  let process = Process()
  let output = Pipe()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.standardOutput = output
  process.standardError = FileHandle.nullDevice
  try process.run()
  let data = output.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw ProgramFailed(program: program) }
  return data
}

struct ProgramFailed: Error { let program: String }
