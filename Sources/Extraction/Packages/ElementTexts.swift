import Pipeline
import XML2

/// Reads the texts of named elements, whatever stands around them: properties, names, titles.
///
/// Each is a line or a few: of a longer one the first 64 KB are held.
struct ElementTexts: StreamVisitor {
  /// The elements' local names with what they say, in document order.
  private(set) var found: [(name: String, text: String)] = []
  private let names: Set<String>
  private var current: (name: String, bytes: [UInt8])?

  init(of names: Set<String>) { self.names = names }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    if current == nil, names.contains(element.name) { current = (element.name, []) }
    return found.count < 10_000
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    guard let (open, bytes) = current, open == name else { return }
    found.append((open, String(decoding: bytes, as: UTF8.self)))
    current = nil
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if let count = current?.bytes.count, count < 64 << 10 { current?.bytes.append(contentsOf: bytes) }
  }
}
