import Pipeline
import XML2

/// The texts that cells refer to by number, end to end in one array: a workbook may have millions of them.
struct SharedStrings: StreamVisitor {
  /// Bytes of all texts together; what is beyond would be left out of the document's text as well.
  private static let limit = 96 << 20

  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var isText = false
  private(set) var isCut = false

  /// Lends the text of this number; nil when there is none.
  func with<Failure: Error>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    guard ends.indices.contains(index) else { return }
    let range = (index > 0 ? ends[index - 1] : 0)..<ends[index]
    try bytes.withUnsafeBufferPointer { (all) throws(Failure) in try body(UnsafeBufferPointer(rebasing: all[range])) }
  }

  mutating func open(_ element: borrowing StreamElement) throws(SinkClosed) -> Bool {
    // The reading of Japanese words is for sorting.
    if element.name == "rPh" || isCut { return false }
    isText = element.name == "t"
    return true
  }

  mutating func close(_ name: String) throws(SinkClosed) {
    isText = false
    if name == "si", !isCut { ends.append(bytes.count) }
    isCut = isCut || bytes.count > Self.limit || ends.count > 20_000_000
  }

  mutating func text(_ text: UnsafeBufferPointer<UInt8>) throws(SinkClosed) {
    if isText { bytes.append(contentsOf: text) }
  }
}
