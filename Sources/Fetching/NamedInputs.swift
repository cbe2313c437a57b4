import CLinux
package import Documents
package import SystemPackage

/// The places that arguments and lists name, in their order and as they were written: for work whose output must say which
/// input it belongs to. A walk, in contrast, takes every file once, under its own path.
package struct NamedInputs {
  /// One place: what stands there when it is looked at.
  package enum Place: Sendable {
    case file(FolderEntry)
    case folder(FilePath)
    /// Nothing.
    case missing
    /// Nothing that can be read, and why.
    case unreadable(FetchError)
  }

  private var roots: ArraySlice<WalkRoot>
  private var list: PathList?

  package init(_ roots: [WalkRoot]) { self.roots = roots[...] }

  /// The next place with the name it was given; nil at the end. Blocks. Throws for a list that cannot be read, and for an
  /// entry that is a URL of another scheme.
  package mutating func next() throws(WalkError) -> (name: String, place: Place)? {
    while true {
      switch try list?.next() {
      case .entry(let entry):
        switch try WalkRoot.place(entry) {
        case .file(let path): return Self.look(at: path, called: entry)
        case .page(let page): throw .pageAmongFiles(page)
        }
      case .silence: continue
      case .end, nil: list = nil
      }
      guard let root = roots.popFirst() else { return nil }
      switch root {
      case .path(let path): return Self.look(at: path, called: path.bytes)
      case .page(let page): throw .pageAmongFiles(page)
      case .list(let path, let separator): list = try PathList(file: path, separator: separator)
      case .standardInput(let separator): list = PathList(standardInput: separator)
      }
    }
  }

  private static func look(at path: FilePath, called name: [UInt8]) -> (name: String, place: Place) {
    (String(decoding: name, as: UTF8.self), look(at: path))
  }

  private static func look(at path: FilePath) -> Place {
    let status: FileStatus
    switch path.withPlatformString({ FileStatus.at(file_here(), $0, follow: true) }) {
    case .success(let found): status = found
    case .failure(.noSuchFileOrDirectory), .failure(.notDirectory): return .missing
    case .failure(let errno): return .unreadable(FetchError(errno))
    }
    let absolute = path.isAbsolute ? path : WalkPlan.workingFolder.pushing(path)
    return switch status.kind {
    case .regular: .file(FolderEntry(path: absolute, identity: status.identity))
    case .folder: .folder(absolute)
    case .link, .special: .unreadable(.notRegular)
    }
  }
}
