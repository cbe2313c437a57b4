import Pipeline
import XML2

/// What one part of an Open Packaging container refers to (ECMA-376 part 2, clause 9.3).
struct Relationships {
  struct Relationship {
    let id: String
    /// The last segment of the type's URI: `slide`, `hyperlink`. The rest differs between transitional and strict documents.
    let kind: Substring
    /// A member of the container, or for what lies outside of it the address.
    let target: String
    let isExternal: Bool
  }

  private(set) var all: [Relationship] = []

  /// The member that holds the relationships of `part`; `""` is the container itself.
  static func member(of part: String) -> String {
    let segments = part.split(separator: "/")
    return (segments.dropLast() + ["_rels", "\(segments.last ?? "").rels"]).joined(separator: "/")
  }

  static let none = Relationships()

  private init() {}

  /// Reads `content`, the relationships of `part`.
  init(_ content: [UInt8]?, of part: String) throws(SinkClosed) {
    guard let content else { return }
    var visitor = Visitor(part: part)
    try content.showMarkup(to: &visitor)
    all = visitor.found
  }

  subscript(id: String) -> Relationship? { all.first { $0.id == id } }

  /// Members of this kind, in the order in which they are written.
  func targets(_ kind: String) -> [String] { all.filter { $0.kind == kind && !$0.isExternal }.map(\.target) }

  private struct Visitor: StreamVisitor {
    let part: String
    var found: [Relationship] = []

    mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
      guard element.name == "Relationship", let target = element.attribute("Target") else { return true }
      let isExternal = element.attribute("TargetMode") == "External"
      found.append(
        Relationship(
          id: element.attribute("Id") ?? "", kind: (element.attribute("Type") ?? "").split(separator: "/").last ?? "",
          target: isExternal ? target : PackagePaths.resolve(target, from: part), isExternal: isExternal))
      return true
    }

    mutating func close(_ name: String) throws(SinkClosed) {}
    mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {}
  }
}
