package import Documents

/// A pattern for paths, read as git reads a line of `.gitignore`, without the negation.
///
/// `*` and `?` do not match a slash, `[a-z]` and `[!a-z]` are classes, `**` as a whole component matches any number of
/// them, `\` takes the next character as it is. A pattern with a slash anywhere but at its end is compared with the path from the folder
/// that was asked for, any other with the name alone; a slash at the end makes it match folders only. Paths are bytes: where they
/// are UTF-8, `?` and classes match characters, and elsewhere bytes.
///
/// Matching takes at most (length of the pattern) x (length of the path) steps: `*` is matched by going back to the last one
/// only, which is enough because an earlier one can only match less.
package struct Glob: Sendable {
  private enum Part { case anyComponents, component(GlobComponent) }

  /// As it was written.
  package let pattern: String
  private let parts: [Part]
  private let isAnchored: Bool
  private let isForFolders: Bool

  package init(_ pattern: String) throws(GlobError) {
    self.pattern = pattern
    if pattern.utf8.first == UInt8(ascii: "!") { throw .negated(pattern) }
    var body = Substring(pattern)
    isForFolders = body.last == "/"
    if isForFolders { body.removeLast() }
    isAnchored = body.contains("/")
    if body.first == "/" { body.removeFirst() }
    var parts: [Part] = []
    for component in body.split(separator: "/", omittingEmptySubsequences: false) {
      guard !component.isEmpty else { throw pattern.isEmpty ? .empty : .emptyComponent(pattern) }
      parts.append(component == "**" ? .anyComponents : .component(try GlobComponent(component, of: pattern)))
    }
    self.parts = parts
  }

  /// Whether a path, relative to the folder that was asked for, matches.
  package func matches(_ path: ArraySlice<UInt8>, isFolder: Bool) -> Bool {
    if isForFolders, !isFolder { return false }
    let components = path.split(separator: UInt8(ascii: "/"))
    return matches(isAnchored ? components[...] : components.suffix(1))
  }

  private func matches(_ components: ArraySlice<ArraySlice<UInt8>>) -> Bool {
    var part = 0
    var index = components.startIndex
    var retry: (part: Int, index: Int)?
    while index < components.endIndex {
      if part < parts.count, case .anyComponents = parts[part] {
        // At the end it stands for what is inside a folder: `a/**` is not `a` itself.
        if part + 1 == parts.count { return true }
        part += 1
        retry = (part, index)
      } else if part < parts.count, case .component(let pattern) = parts[part], pattern.matches(components[index]) {
        part += 1
        index += 1
      } else if let last = retry {
        part = last.part
        index = last.index + 1
        retry = (part, index)
      } else {
        return false
      }
    }
    return part == parts.count
  }
}

/// What is wrong with a pattern.
package enum GlobError: Error, Equatable {
  case empty
  case emptyComponent(String)
  case unclosedClass(String)
  case reversedRange(String)
  case danglingBackslash(String)
  case negated(String)
}

extension GlobError: Classified {
  package var code: String { "malformed_pattern" }

  package var message: String {
    switch self {
    case .empty: "a pattern is empty"
    case .emptyComponent(let pattern): "the pattern \(pattern) has nothing between two slashes"
    case .unclosedClass(let pattern): "the pattern \(pattern) has a [ without its ]"
    case .reversedRange(let pattern): "the pattern \(pattern) has a range that ends before it begins"
    case .danglingBackslash(let pattern): "the pattern \(pattern) ends in a backslash"
    case .negated(let pattern): "the pattern \(pattern) begins with !, which is not supported: use include"
    }
  }

  package var disposition: Disposition { .halt }
}
