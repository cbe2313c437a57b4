import CXML2

/// What the parser reports between two pieces, recorded in flat arrays that are used again: so that the reader is called from Swift,
/// with its own errors, and not from within C.
///
/// A class because C holds a pointer to it.
final class MarkupRecorder {
  enum Kind { case open, close, text }

  struct Event {
    let kind: Kind
    /// The local name; empty for text.
    let name: String
    /// Of `bytes` for text, of `attributes` for an element that opens.
    let range: Range<Int>
  }

  /// Elements that may be open at once. libxml2 itself counts them only where it builds a tree.
  private static let deepest = 1_024

  private var depth = 0
  private(set) var isTooDeep = false
  /// Entities of the document's own that would multiply text, and whether one of them was asked for.
  private var multipliers: Set<String> = []
  private(set) var isMultiplied = false
  private(set) var events: [Event] = []
  private(set) var attributes: [(name: String, value: Range<Int>)] = []
  private var bytes: [UInt8] = []
  /// libxml2 keeps one copy of each name for the life of a parser: its address is the name's identity.
  private var names: [UnsafePointer<xmlChar>: String] = [:]

  func removeAll() {
    events.removeAll(keepingCapacity: true)
    attributes.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
  }

  func withBytes<Result, Failure: Error>(
    _ range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try bytes.withUnsafeBufferPointer { (all) throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: all[range]))
    }
  }

  private func name(_ pointer: UnsafePointer<xmlChar>) -> String {
    if let known = names[pointer] { return known }
    let name = String(decoding: UnsafeBufferPointer(string: pointer), as: UTF8.self)
    names[pointer] = name
    return name
  }

  fileprivate func open(
    _ tag: UnsafePointer<xmlChar>, _ count: Int, _ list: UnsafeMutablePointer<UnsafePointer<xmlChar>?>?
  ) {
    depth += 1
    if depth > Self.deepest { isTooDeep = true }
    let first = attributes.count
    for index in 0..<count {
      // Five pointers each: local name, prefix, namespace, begin and end of the value (xmlSAX2StartElementNs).
      guard let list, let key = list[index * 5], let begin = list[index * 5 + 3], let end = list[index * 5 + 4] else {
        continue
      }
      let start = bytes.count
      bytes.append(contentsOf: UnsafeBufferPointer(start: begin, count: end - begin))
      attributes.append((name(key), start..<bytes.count))
    }
    events.append(Event(kind: .open, name: name(tag), range: first..<attributes.count))
  }

  fileprivate func close(_ tag: UnsafePointer<xmlChar>) {
    depth -= 1
    events.append(Event(kind: .close, name: name(tag), range: 0..<0))
  }

  fileprivate func text(_ characters: UnsafePointer<xmlChar>, _ count: Int) {
    let start = bytes.count
    bytes.append(contentsOf: UnsafeBufferPointer(start: characters, count: count))
    events.append(Event(kind: .text, name: "", range: start..<bytes.count))
  }

  /// Bytes from which an entity multiplies text; one made of others does anyway.
  private static let longEntity = 1_024

  fileprivate func declare(_ entity: UnsafePointer<xmlChar>, _ content: UnsafePointer<xmlChar>) {
    let bytes = UnsafeBufferPointer(string: content)
    guard multipliers.count < 1_024, bytes.count > Self.longEntity || bytes.contains(UInt8(ascii: "&")) else { return }
    multipliers.insert(String(decoding: UnsafeBufferPointer(string: entity), as: UTF8.self))
  }

  fileprivate func ask(for entity: UnsafePointer<xmlChar>) {
    guard !multipliers.isEmpty, !isMultiplied else { return }
    isMultiplied = multipliers.contains(String(decoding: UnsafeBufferPointer(string: entity), as: UTF8.self))
  }

  /// The callbacks. With none for the document and its declarations no tree is built; entities other than XML's own five are
  /// unknown, and left out.
  static var handler: xmlSAXHandler {
    var handler = xmlSAXHandler()
    handler.initialized = UInt32(XML_SAX2_MAGIC)
    handler.startElementNs = { user, name, _, _, _, _, count, defaulted, attributes in
      guard let user, let name else { return }
      // The last of them are what the document type declares as defaults: one of 300 KB would be copied with every element.
      let own = Int(count - defaulted)
      Unmanaged<MarkupRecorder>.fromOpaque(user).takeUnretainedValue().open(name, own, attributes)
    }
    handler.endElementNs = { user, name, _, _ in
      guard let user, let name else { return }
      Unmanaged<MarkupRecorder>.fromOpaque(user).takeUnretainedValue().close(name)
    }
    handler.characters = { user, characters, count in
      guard let user, let characters else { return }
      Unmanaged<MarkupRecorder>.fromOpaque(user).takeUnretainedValue().text(characters, Int(count))
    }
    handler.entityDecl = { user, name, _, _, _, content in
      guard let user, let name, let content else { return }
      Unmanaged<MarkupRecorder>.fromOpaque(user).takeUnretainedValue().declare(name, content)
    }
    handler.getEntity = { user, name in
      if let user, let name { Unmanaged<MarkupRecorder>.fromOpaque(user).takeUnretainedValue().ask(for: name) }
      return nil
    }
    handler.ignorableWhitespace = handler.characters
    handler.cdataBlock = handler.characters
    return handler
  }
}
