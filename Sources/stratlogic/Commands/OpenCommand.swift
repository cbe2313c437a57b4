import ArgumentParser
import Documents
import Fetching
import Glibc
import Storage
import SystemPackage

struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Write a document's own bytes to standard output.")

  @Argument(help: "An artifact's id, or its first digits.")
  var id: String

  @Option(help: ArgumentHelp("Where documents' bytes are kept, if not in the home.", valueName: "place"))
  var blobs: String?

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard !Terminal.outputIsTerminal else {
      throw ValidationError("Standard output is a terminal: redirect it to a file or into another program.")
    }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let artifacts = workspace.artifacts()
    let artifact = try await artifacts.artifact(artifacts.identifier(id))
    guard let digest = ContentDigest(hex: artifact.digest) else { throw StorageError.noSuchArtifact(id) }
    let file = try await workspace.blobs(blobs).open(digest)
    try file.closeAfter { try Self.copy(file) }
  }

  private static func copy(_ file: FileDescriptor) throws {
    try withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 16) { buffer in
      while true {
        let count = try file.read(into: buffer)
        guard count > 0 else { return }
        try FileDescriptor.standardOutput.writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      }
    }
  }
}
