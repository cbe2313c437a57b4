import CXML2

/// The entities of a document's own while its tree is walked: which are open, and how much more they may add to the text.
///
/// libxml2 keeps the content of each as a tree, once, with references to others in it; so what multiplies is the walk, and a reference whose
/// entity adds more than is left is not walked at all.
struct EntityExpansion {
  /// What an element or a reference counts as, in bytes: an entity of empty elements multiplies, too.
  private static let markup = 16
  /// How deep entities may refer to each other.
  private static let deepest = 40

  private var budget: Int
  private var references: [xmlNodePtr] = []
  private var sizes: [xmlEntityPtr: Int] = [:]

  init(budget: Int) { self.budget = budget }

  enum Content {
    /// The first node of its content: `end` says when the walk has come behind the last.
    case nodes(xmlNodePtr)
    case nothing
    /// It would multiply text.
    case tooMuch
  }

  /// What is to be walked in the place of a reference.
  mutating func begin(_ reference: xmlNodePtr) -> Content {
    guard let entity = Self.entity(of: reference), let first = entity.pointee.children else { return .nothing }
    // What is in an entity was counted with it.
    if references.isEmpty {
      let size = size(of: entity, depth: 0)
      guard size <= budget else { return .tooMuch }
      budget -= size
    }
    references.append(reference)
    return .nodes(first)
  }

  /// The reference that the walk goes on behind, once it is through with an entity's content.
  mutating func end() -> xmlNodePtr? { references.popLast() }

  private static func entity(of reference: xmlNodePtr) -> xmlEntityPtr? {
    reference.pointee.name.flatMap { xmlGetDocEntity(reference.pointee.doc, $0) }
  }

  /// What an entity adds to the text, references in it included; more than the whole budget is not counted.
  private mutating func size(of entity: xmlEntityPtr, depth: Int) -> Int {
    if let known = sizes[entity] { return known }
    guard depth < Self.deepest else { return budget + 1 }
    var size = 0
    var next = entity.pointee.children
    while let node = next, size <= budget {
      switch node.pointee.type {
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        size += node.pointee.content.map { UnsafeBufferPointer(string: $0).count } ?? 0
      case XML_ENTITY_REF_NODE:
        size += Self.markup + (Self.entity(of: node).map { self.size(of: $0, depth: depth + 1) } ?? 0)
      default: size += Self.markup
      }
      next = Self.following(node)
    }
    sizes[entity] = size
    return size
  }

  /// The next node of an entity's content in document order.
  private static func following(_ node: xmlNodePtr) -> xmlNodePtr? {
    if node.pointee.type == XML_ELEMENT_NODE, let child = node.pointee.children { return child }
    var node = node
    while node.pointee.next == nil {
      guard let parent = node.pointee.parent, parent.pointee.type == XML_ELEMENT_NODE else { return nil }
      node = parent
    }
    return node.pointee.next
  }
}
