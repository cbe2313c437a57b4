import Documents
import Fetching
import Glibc
import ProgramTesting
import SystemPackage
import Testing

/// What is heard from the kernel of folders that a walk went into.
@Suite(.timeLimit(.minutes(1)))
struct NotifierTests {
  private let folder: TestFolder
  private let root: FilePath
  private let options: WalkOptions
  private let notifier: FolderNotifier

  init() throws {
    folder = try TestFolder()
    root = folder.path
    options = WalkOptions(exclude: [try Glob("/drafts")])
    notifier = try FolderNotifier(options: options)
  }

  @Test func `a file is complete when whoever wrote it has closed it`() throws {
    try folder.makeFolder("sub")
    try walk()
    let file = try FileDescriptor.open(
      root.appending("sub/a.txt"), .writeOnly, options: [.create, .closeOnExec], permissions: .ownerReadWrite)

    _ = try file.writeAll("x".utf8)
    try hear(.file(place("sub/a.txt"), isComplete: false))
    try file.close()
    try hear(.file(place("sub/a.txt"), isComplete: true))
  }

  @Test func `a file that is removed, or moved away, is gone, and complete where it was moved to`() throws {
    for name in ["a.txt", "b.txt"] { try folder.write("x", to: FilePath(name)) }
    try walk()

    try folder.remove("a.txt")
    try folder.rename("b.txt", to: "c.txt")

    try hear(
      .gone(place("a.txt"), isMoved: false), .gone(place("b.txt"), isMoved: true),
      .file(place("c.txt"), isComplete: true))
  }

  @Test func `of a new folder that is walked in turn nothing stays unseen, however soon it was filled`() throws {
    try walk()

    try folder.write("x", to: "new/deep/before.txt")
    try hear(.folder(place("new"), isComplete: false))
    let before = try self.walk(place("new"))
    try folder.write("x", to: "new/deep/after.txt")

    #expect(before == [place("new/deep/before.txt")])
    try hear(.file(place("new/deep/after.txt"), isComplete: true))
    #expect(notifier.folders(below: root) == 3)
  }

  @Test func `a folder that was moved is heard of by its new path once that was walked, and not by its former one`()
    throws
  {
    try folder.write("x", to: "old/deep/a.txt")
    try walk()

    try folder.rename("old", to: "new")
    try hear(.gone(place("old"), isMoved: true), .folder(place("new"), isComplete: true))
    #expect(notifier.folders(below: root) == 1)
    _ = try walk(place("new"))
    try folder.write("y", to: "new/deep/a.txt")

    let heard = try hear(.file(place("new/deep/a.txt"), isComplete: true))
    #expect(!heard.contains { $0.isBelow("old") })
  }

  @Test func `what a walk passes over is not told of`() throws {
    for name in ["drafts/a.txt", ".git/b.txt"] { try folder.write("x", to: FilePath(name)) }
    try walk()

    for name in ["drafts/a.txt", ".git/b.txt", ".c.txt", "drafts/d.txt"] { try folder.write("y", to: FilePath(name)) }
    try folder.write("z", to: "last.txt")

    let heard = try hear(.file(place("last.txt"), isComplete: true))
    #expect(Set(heard.map(\.place)) == [place("last.txt")])
  }

  @Test func `says when something happened to the root itself`()
    throws
  {
    try folder.makeFolder("root/sub")
    let inner = root.appending("root")
    let walk = try FolderWalk(roots: [.path(inner)], options: options, observer: notifier)
    while try walk.next() != nil {}

    try folder.rename("root", to: "elsewhere")

    try hear(.root(inner))
  }

  @Test(arguments: [
    ("a.txt", true), ("sub/a.txt", true), ("drafts/a.txt", false), (".hidden/a.txt", false), ("sub/.a.txt", false),
    (".git/config", false),
  ])
  func `a single place is taken or not as a walk of its root would`(name: String, isTaken: Bool) throws {
    try folder.write("x", to: FilePath(name))

    let walk = FolderWalk(places: [place(name)], options: options)
    let batch = try #require(try walk.next())

    #expect(batch.files.map(\.path) == (isTaken ? [root.pushing(FilePath(name))] : []))
    #expect(batch.skipped.values.reduce(0, +) == (isTaken ? 0 : 1))
  }

  @Test func `a place at which nothing is has vanished, and one behind a link is not looked at`() throws {
    try folder.makeFolder("real")
    try folder.write("x", to: "real/a.txt")
    try folder.link("link", to: "real")

    let walk = FolderWalk(places: [place("none.txt"), place("link/a.txt")], options: options)
    let batch = try #require(try walk.next())

    #expect(batch.files.isEmpty)
    #expect(batch.failures.first?.state == .vanished)
  }

  @Test func `a folder that is not there, or is an empty one that was not there before, is away`() throws {
    try folder.write("x", to: "root/a.txt")
    let first = try RootFolder(root.appending("root"))

    #expect(first.look().look == .same)
    try folder.rename("root", to: "aside")
    let gone = first.look()
    try folder.makeFolder("root")
    let unmounted = gone.folder.look()
    try folder.write("x", to: "root/b.txt")
    let other = unmounted.folder.look()

    #expect(gone.look == .away)
    #expect(unmounted.look == .away)
    #expect(other.look == .other)
    #expect(other.folder.look().look == .same)
  }

  private func place(_ name: String) -> WalkPlace { WalkPlace(path: root.pushing(FilePath(name)), root: root) }

  private func walk() throws {
    let walk = try FolderWalk(roots: [.path(root)], options: options, observer: notifier)
    while try walk.next() != nil {}
  }

  private func walk(_ place: WalkPlace) throws -> [WalkPlace] {
    let walk = FolderWalk(places: [place], options: options, observer: notifier)
    var found: [WalkPlace] = []
    while let batch = try walk.next() { found += batch.files.map { WalkPlace(path: $0.path, root: root) } }
    return found
  }

  /// Listens until all of `wanted` were heard; gives what was heard. Fails after a time no event should take.
  @discardableResult
  private func hear(_ wanted: FolderEvent...) throws -> [FolderEvent] {
    var heard: [FolderEvent] = []
    for _ in 0..<100 {
      heard += try notifier.events(within: 100)
      if wanted.allSatisfy(heard.contains) { return heard }
    }
    Issue.record("not heard: \(wanted.filter { !heard.contains($0) }); heard: \(heard)")
    return heard
  }
}

extension FolderEvent {
  fileprivate var place: WalkPlace? {
    switch self {
    case .file(let place, _), .gone(let place, _), .folder(let place, _): place
    case .root, .overflow: nil
    }
  }

  /// Whether it happened in a folder of this name, below the root.
  fileprivate func isBelow(_ name: String) -> Bool {
    guard let place else { return false }
    let folder = place.root.pushing(FilePath(name))
    return place.path != folder && place.path.starts(with: folder)
  }
}
