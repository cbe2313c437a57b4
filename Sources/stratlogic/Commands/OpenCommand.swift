import ArgumentParser
import Documents
import Fetching
import Glibc
import Pipeline
import Storage
import SystemPackage

struct OpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Write a document's own bytes to standard output.",
    discussion: """
      With --link, prints a URL instead, with which anybody can download the document from the object store for an hour, or as \
      long as --expires says, up to seven days.
      """)

  @Argument(help: "An artifact's id, or its first digits.")
  var id: String

  @OptionGroup var place: BlobOptions

  @Flag(help: "Print a link to the document in the object store, not its bytes.")
  var link = false

  @Option(help: ArgumentHelp("How long the link lasts: 30s, 15min, 24h.", valueName: "time"))
  var expires = "1h"

  @OptionGroup var global: GlobalOptions

  func validate() throws {
    guard let time = TimeSpan.parse(expires), (.seconds(1) ... .seconds(7 * 86_400)).contains(time) else {
      throw ValidationError("--expires takes a length of time from 1s to 168h.")
    }
    guard link || !Terminal.outputIsTerminal else {
      throw ValidationError("Standard output is a terminal: redirect it to a file or into another program.")
    }
  }

  func run() async throws {
    let workspace = try await Workspace.open(global)
    let artifacts = workspace.artifacts()
    let artifact = try await artifacts.artifact(artifacts.identifier(id, toReadOnly: true))
    guard let digest = ContentDigest(hex: artifact.digest) else { throw StorageError.noSuchArtifact(id) }
    let store = try workspace.blobs(place.blobs)
    if link { return try printLink(to: artifact, digest, in: store) }
    let file = try await store.open(digest)
    try file.closeAfter { try Self.copy(file) }
  }

  private func printLink(to artifact: Artifact, _ digest: ContentDigest, in store: any BlobStore) throws {
    let name = artifact.source.flatMap { SourceURL(string: $0).path?.lastComponent?.string } ?? digest.hex
    let file = LinkedFile(name: name, mediaType: artifact.mimeType ?? "application/octet-stream")
    guard let link = try store.link(to: digest, as: file, for: TimeSpan.parse(expires) ?? .seconds(3600)) else {
      throw WiringError.noLinks
    }
    Terminal.print(link)
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
