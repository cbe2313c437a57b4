import CLinux
import Documents
import Fetching
import Glibc
import ProgramTesting
import SystemPackage
import Testing

@Suite(.timeLimit(.minutes(1))) struct WalkTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func `accounts once for every name that find counts`() throws {
    try folder.write("x", to: "a.txt")
    try folder.write("x", to: "sub/b.txt")
    try folder.write("x", to: ".hidden/deep/c.txt")
    try folder.write("x", to: ".git/objects/d")
    try folder.write("x", to: "sub/CVS/e")
    try folder.write("x", to: ".profile")
    try folder.write("", named: [0x6E, 0x0A, 0x6C])
    try folder.write("", named: [0xFF, 0xFE])
    try folder.link("link", to: "a.txt")
    try folder.makePipe("fifo")
    let counted = try shell("find '\(folder.path)' ! -type d -printf x").count

    let found = try walk([.path(folder.path)])

    #expect(found.files.count == 4)
    #expect(found.skipped == [.hidden: 2, .versionControl: 2, .link: 1, .special: 1])
    #expect(found.files.count + found.skipped.values.reduce(0, +) == counted)
    #expect(found.failures.isEmpty)
    #expect(found.sources.contains { $0.hasSuffix("/n%0Al") })
    #expect(found.sources.contains { $0.hasSuffix("/%FF%FE") })
  }

  @Test func `says of a file what stat says`() throws {
    try folder.write("four", to: "a.txt")

    let entry = try #require(try walk([.path(folder.path)]).files.first)

    let stat = try shell("stat -c '%s %i' '\(entry.path)'")
    #expect(stat == "\(entry.identity.size) \(entry.identity.inode)\n")
    #expect(entry.identity.modified > 1_600_000_000_000_000_000)
  }

  @Test func `takes hidden files when asked, but not version control`() throws {
    try folder.write("x", to: ".profile")
    try folder.write("x", to: ".git/config")

    let found = try walk([.path(folder.path)], WalkOptions(includeHidden: true))

    #expect(found.names == [".profile"])
    #expect(found.skipped == [.versionControl: 1])
  }

  @Test func `takes what is included and not excluded, and counts the rest`() throws {
    for name in ["a.txt", "a.bin", "tmp/b.txt", "tmp/deep/c.txt", "docs/d.txt"] {
      try folder.write("x", to: FilePath(name))
    }
    let options = WalkOptions(include: [try Glob("*.txt")], exclude: [try Glob("/tmp")])

    let found = try walk([.path(folder.path)], options)

    #expect(found.names == ["a.txt", "d.txt"])
    #expect(found.skipped == [.notIncluded: 1, .excluded: 2])
  }

  @Test func `goes the same way every time, by name`() throws {
    for number in (0..<50).shuffled() { try folder.write("x", to: FilePath("f\(number + 100)")) }

    let names = try walk([.path(folder.path)]).files.map(\.path.lastComponent?.string)

    #expect(names == (0..<50).map { "f\($0 + 100)" })
  }

  @Test func `gives out batches of the size that was asked for, of a folder of any size`() throws {
    for number in 0..<5000 { try folder.write("", named: Array("f\(number)".utf8)) }
    let walk = try FolderWalk(roots: [.path(folder.path)], batchSize: 100)

    var sizes: [Int] = []
    var sources: Set<SourceURL> = []
    while let batch = try walk.next() {
      sizes.append(batch.files.count)
      sources.formUnion(batch.files.map(\.source))
    }

    #expect(sizes == Array(repeating: 100, count: 50))
    #expect(sources.count == 5000)
  }

  @Test func `finds files below paths that are too long to open, and comes back from there`() throws {
    var names = 0
    var open = folder.path.withPlatformString { file_open_folder(file_here(), $0, 0) }
    for _ in 0..<300 {
      #expect(file_make_folder(open, "a folder with a long name") == 0)
      let next = file_open_folder(open, "a folder with a long name", 0)
      let file = file_create(open, "z")
      names += file >= 0 ? 1 : 0
      for descriptor in [open, file] { _ = file_close(descriptor) }
      open = next
    }
    _ = file_close(open)

    let found = try walk([.path(folder.path)])

    #expect(names == 300)
    #expect(found.files.count == names)
    #expect((found.files.map(\.path.length).max() ?? 0) > 4096)
    #expect(found.failures.isEmpty)
  }

  @Test(.enabled(if: geteuid() != 0, "root may read everything"))
  func `reports a folder that may not be read, and goes on`() throws {
    try folder.write("x", to: "closed/a.txt")
    try folder.write("x", to: "open/b.txt")
    try folder.permit(0, "closed")

    let found = try walk([.path(folder.path)])

    #expect(found.names == ["b.txt"])
    #expect(found.failures.map(\.state) == [.unreadable])
    #expect(found.failures.map(\.source.path) == [folder.path.appending("closed")])
  }

  @Test func `reports a file that vanishes between the listing and the look at it`() throws {
    try folder.write("x", to: "a")
    try folder.write("x", to: "b")
    let walk = try FolderWalk(roots: [.path(folder.path)], batchSize: 1)
    _ = try walk.next()
    try folder.remove("b")

    let batch = try #require(try walk.next())

    #expect(batch.failures.map(\.state) == [.vanished])
    #expect(batch.failures.map(\.source.path) == [folder.path.appending("b")])
  }

  @Test func `finds its way back out of a deep folder that was moved away`() throws {
    let deep = (0..<70).map { "d\($0)" }.joined(separator: "/")
    try folder.write("x", to: FilePath("tree/" + deep + "/a"))
    try folder.write("x", to: FilePath("tree/" + deep + "/b"))
    try folder.write("x", to: "tree/z")
    let walk = try FolderWalk(roots: [.path(folder.path.appending("tree"))], batchSize: 1)
    var first = try walk.next()
    while first?.files.isEmpty == true { first = try walk.next() }
    try folder.rename("tree/d0/d1", to: "elsewhere")

    var names: [String?] = []
    while let batch = try walk.next() { names += batch.files.map { $0.path.lastComponent?.string } }

    #expect(first?.files.count == 1)
    #expect(names == ["b", "z"])
  }
}

@Suite(.timeLimit(.minutes(1))) struct WalkLinkTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test func `follows links when asked, round no circle, and takes each file once`() throws {
    try folder.write("x", to: "a.txt")
    try folder.write("x", to: "sub/b.txt")
    try folder.link("again.txt", to: "a.txt")
    try folder.link("sub/up", to: "..")
    try folder.link("self", to: "self")
    try folder.link("nowhere", to: "missing")
    let outside = try TestFolder()
    try outside.write("x", to: "c.txt")
    try folder.link("outside", to: outside.path)

    let found = try walk([.path(folder.path)], WalkOptions(follow: true))

    #expect(found.names == ["a.txt", "b.txt", "c.txt"])
    #expect(found.sources.contains { $0.hasSuffix("/outside/c.txt") })
    #expect(found.skipped == [.repeated: 2, .brokenLink: 2])
  }

  @Test func `takes a file once when roots overlap, in any order`() throws {
    try folder.write("x", to: "a.txt")
    try folder.write("x", to: "sub/b.txt")
    try folder.write("x", to: ".hidden/c.txt")
    let named = ["", "sub", "sub/b.txt", ".hidden"].map { WalkRoot.path(folder.path.appending($0)) }

    for roots in [named, named.reversed()] {
      let found = try walk(roots)

      #expect(found.names == ["a.txt", "b.txt", "c.txt"])
      #expect(found.files.count == 3)
      #expect(found.skipped.isEmpty)
    }
  }

  @Test func `takes every name of a file that has several`() throws {
    try folder.write("x", to: "one")
    try shell("ln '\(folder.path)/one' '\(folder.path)/two'")

    let found = try walk([.path(folder.path), .path(folder.path.appending("one"))])

    #expect(found.names == ["one", "two"])
  }

  @Test func `takes a hidden file that was named, and does not count it as skipped`() throws {
    try folder.write("x", to: ".profile")
    try folder.write("x", to: ".other")

    let found = try walk([.path(folder.path), .path(folder.path.appending(".profile"))])

    #expect(found.names == [".profile"])
    #expect(found.skipped == [.hidden: 1])
  }
}

/// Everything a walk gave.
struct Found {
  var files: [FolderEntry] = []
  var failures: [WalkFailure] = []
  var skipped: [SkipReason: Int] = [:]

  var sources: [String] { files.map(\.source.string) }
  var names: Set<String> { Set(files.compactMap { $0.path.lastComponent?.string }) }
}

func walk(_ roots: [WalkRoot], _ options: WalkOptions = WalkOptions()) throws -> Found {
  let walk = try FolderWalk(roots: roots, options: options)
  var found = Found()
  while let batch = try walk.next() {
    found.files += batch.files
    found.failures += batch.failures
    found.skipped.merge(batch.skipped, uniquingKeysWith: +)
  }
  return found
}
