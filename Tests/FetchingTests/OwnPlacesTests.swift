import Fetching
import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(1))) struct OwnPlacesTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func `counts what the program itself keeps, and takes what lies beside it`() throws {
    try folder.write("x", to: "home/blobs/ab/cd")
    try folder.write("x", to: "home/server.log")
    try folder.write("x", to: "home/documents/a.txt")
    let own = ["home/blobs", "home/server.log", "home/not-made-yet"].map { folder.path.appending($0) }

    let found = try walk([.path(folder.path)], WalkOptions(own: own))

    #expect(found.names == ["a.txt"])
    #expect(found.skipped == [.ownData: 2])
  }

  @Test func `does not take its own blobs even where their folder is named`() throws {
    try folder.write("x", to: "blobs/ab/cd")
    let blobs = folder.path.appending("blobs")

    let found = try walk([.path(blobs)], WalkOptions(own: [blobs]))

    #expect(found.files.isEmpty)
    #expect(found.skipped == [.ownData: 1])
  }
}
