import Documents
import Fetching
import Foundation
import Pipeline
import ProgramTesting
import Storage
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(3))) struct CloneTests {
  static let canMount = SmallDisk.isPossible && FileManager.default.isExecutableFile(atPath: "/usr/sbin/mkfs.btrfs")

  @Test(.enabled(if: canMount, "needs root, to mount a disk, and btrfs-progs"))
  func `shares the source's extents where the file system can, and hashes the clone`() async throws {
    let folder = try TestFolder()
    let (image, disk) = (folder.path.appending("image").string, folder.path.appending("disk"))
    try folder.makeFolder("disk")
    let made = try shell(
      "truncate -s 256M '\(image)' && mkfs.btrfs -q '\(image)' > /dev/null && mount -o loop '\(image)' '\(disk)' && echo made"
    )
    try #require(made == "made\n")
    defer { _ = try? shell("umount -l '\(disk)'") }
    let content = String(repeating: "shared ", count: 100_000)
    try folder.write(content, to: "disk/source")
    let store = try FolderBlobStore(root: disk.appending("blobs"), threads: BlockingThreads(count: 1))
    let walk = try FolderWalk(roots: [.path(disk.appending("source"))])
    let entry = try #require(try walk.next()?.files.first)

    let file = try Fetch(options: FetchOptions(), staging: store).fetch(entry)
    try await store.seal(file.staged)

    #expect(file.digest == digest(of: content))
    let blob = disk.appending("blobs").appending(StoredKey(file.digest).string)
    #expect(try shell("cmp '\(blob)' '\(entry.path)' && echo same") == "same\n")
    let extents = try shell("btrfs filesystem du -s --raw '\(blob)'")
    let numbers = extents.split(separator: "\n").last?.split(separator: " ")
    // Total, exclusive, shared: nothing of the blob is its own.
    #expect(numbers?.prefix(2).map(String.init) == ["700416", "0"])
  }
}
