/// Words in the order of their bytes: from the first bound up to, not including, the second.
package struct WordRange: Sendable, Equatable {
  package let from: [UInt8]
  package let to: [UInt8]

  /// Every word there is. UTF-8 has no byte 0xFF.
  package static let all = WordRange(prefix: "")

  /// The words that begin so.
  package init(prefix: String) {
    let bytes = Array(prefix.utf8)
    from = bytes
    to = bytes.last.map { bytes.dropLast() + [$0 + 1] } ?? [0xFF]
  }

  /// One word.
  package init(only word: String) {
    from = Array(word.utf8)
    to = from + [0]
  }
}
