/// Where in a word of several runs (`EventToWire`, `7604NI`) one of them stands.
///
/// All runs share the position of the word, so a phrase that took them for words would find "the to" in "the EventToWire". They are filed
/// apart from the words that they equal, and count in a phrase only where nothing stands between them and the phrase's next word.
package enum InnerPart: UInt8, Sendable {
  case first = 1
  case middle, last
}

/// Some of the places that a part of a longer word may have in it.
package struct InnerParts: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let first = InnerParts(rawValue: 1 << InnerPart.first.rawValue)
  package static let middle = InnerParts(rawValue: 1 << InnerPart.middle.rawValue)
  package static let last = InnerParts(rawValue: 1 << InnerPart.last.rawValue)
  package static let all: InnerParts = [.first, .middle, .last]

  /// Those that may stand for the word at `index` of a phrase of `count` words: the end of a longer word before the others, and the beginning
  /// of one behind them.
  package init(at index: Int, ofPhrase count: Int) {
    let before: InnerParts = index == 0 ? .last : []
    let behind: InnerParts = index == count - 1 ? .first : []
    self = count == 1 ? .all : [before, behind]
  }

  /// nil is a word that is no part of another.
  package func allows(_ part: InnerPart?) -> Bool {
    part.map { contains(InnerParts(rawValue: 1 << $0.rawValue)) } ?? true
  }
}
