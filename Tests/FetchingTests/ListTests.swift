import Documents
import Fetching
import Glibc
import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(1))) struct ListTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test(arguments: [WalkRoot.Separator.newline, .nul])
  func `takes what a list names, one entry after the other`(separator: WalkRoot.Separator) throws {
    try folder.write("x", to: "a.txt")
    try folder.write("x", to: "sub/b.txt")
    try folder.write("x", to: "with space")
    let url = SourceURL(path: folder.path.appending("with space")).string
    let entries = [folder.path.appending("a.txt").string, folder.path.appending("sub").string, url, url]
    try folder.write(entries.joined(separator: separator == .nul ? "\0" : "\n"), to: "list")

    let found = try walk([.list(folder.path.appending("list"), separator)])

    #expect(found.names == ["a.txt", "b.txt", "with space"])
    #expect(found.files.count == 3)
    #expect(found.failures.isEmpty)
  }

  @Test func `keeps names with newlines whole in a list with NULs`() throws {
    try folder.write("", named: Array("two\nlines".utf8))
    try folder.write(folder.path.appending("two\nlines").string + "\0", to: "list")

    #expect(try walk([.list(folder.path.appending("list"), .nul)]).names == ["two\nlines"])
  }

  @Test func `records the entries of a list that cannot be taken, and goes on`() throws {
    try folder.write("x", to: "a.txt")
    let missing = folder.path.appending("missing")
    let entries = [missing.string, "ftp://example.org/b", folder.path.appending("a.txt").string, ""]
    try folder.write(entries.joined(separator: "\n"), to: "list")

    let found = try walk([.list(folder.path.appending("list"), .newline)])

    #expect(found.names == ["a.txt"])
    #expect(found.failures.map(\.state) == [.vanished, .unreadable])
    #expect(found.failures.map(\.code) == ["vanished", "unsupported_scheme"])
    #expect(found.failures.map(\.source.string) == [SourceURL(path: missing).string, "ftp://example.org/b"])
  }

  @Test func `refuses a list that is none`() throws {
    let list = folder.path.appending("list")
    try folder.write(String(repeating: "a", count: 200_000), to: "list")

    #expect(throws: WalkError.malformedList(list, entry: 1)) { try walk([.list(list, .newline)]) }
  }

  @Test func `refuses what does not exist before it begins`() throws {
    let missing = folder.path.appending("missing")

    #expect(throws: WalkError.noSuchInput(missing)) { try FolderWalk(roots: [.path(missing)]) }
    #expect(throws: WalkError.noSuchInput(missing)) { try FolderWalk(roots: [.list(missing, .nul)]) }
  }

  @Test func `records a special file that was named, without opening it`() throws {
    try folder.makePipe("fifo")

    let found = try walk([.path(folder.path.appending("fifo"))])

    #expect(found.failures.map(\.state) == [.skipped])
    #expect(found.failures.map(\.code) == ["special"])
  }

  @Test func `tells paths, URLs and lists apart`() throws {
    #expect(try WalkRoot(argument: "-") == .standardInput(.newline))
    #expect(try WalkRoot(argument: "@list", separator: .nul) == .list("list", .nul))
    #expect(try WalkRoot(argument: "./@list") == .path("./@list"))
    #expect(try WalkRoot(argument: "file:///a%20b") == .path("/a b"))
    #expect(try WalkRoot(argument: "notes:2024") == .path("notes:2024"))
    #expect(throws: WalkError.unsupportedScheme("s3:/b/c")) { try WalkRoot(argument: "s3:/b/c") }
    #expect(throws: WalkError.self) { try WalkRoot(argument: "file://elsewhere/a") }
  }
}
