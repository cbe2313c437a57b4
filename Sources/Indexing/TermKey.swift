/// What a posting list is filed under: `stem 00 word`, so that all forms of a stem are neighbours in the dictionary.
///
/// One list serves the exact word and, joined with its neighbours, the stem: a search for `running` reads the lists of `run`,
/// `runs` and `running` in one range. Two indexes, one stemmed and one not, would hold nearly every posting twice.
/// Where the word is a part of a longer one, a mark ends the key, the raw value of its `InnerPart`: so it is a neighbour too, and phrases can pass
/// it over.
/// A word whose language was guessed wrongly stands under another stem; searches look under the stems of every language
/// that is in the index, so it hides nothing.
package struct TermKey: Hashable, Sendable, Comparable {
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) { self.bytes = bytes }

  package init(stem: some Sequence<UInt8>, word: some Sequence<UInt8>) {
    bytes = stem + [0] + word
  }

  /// A property that documents have or have not, as `tag` `author=Curie`. Sorts before every word, and has no positions.
  package init(property name: String, value: String) {
    bytes = [Self.propertyMark] + name.utf8 + [0] + value.utf8
  }

  package static let propertyMark: UInt8 = 1

  package var isProperty: Bool { bytes.first == Self.propertyMark }

  /// The word, without the stem it stands under.
  package var word: ArraySlice<UInt8> { Self.parts(of: bytes).word }

  /// The word of a key, and which part of a longer one it is.
  package static func parts(of key: [UInt8]) -> (word: ArraySlice<UInt8>, inner: InnerPart?) {
    guard let separator = key.firstIndex(of: 0) else { return (key[...], nil) }
    let word = key[(separator + 1)...]
    let inner = word.last.flatMap(InnerPart.init)
    return (inner == nil ? word : word.dropLast(), inner)
  }

  static func unmarked(_ word: UnsafeBufferPointer<UInt8>) -> UnsafeBufferPointer<UInt8> {
    word.last.flatMap(InnerPart.init) == nil ? word : UnsafeBufferPointer(rebasing: word.dropLast())
  }

  /// The keys of all forms of `stem`: from the first bound up to, not including, the second.
  package static func forms(of stem: some Sequence<UInt8>) -> (from: [UInt8], to: [UInt8]) {
    let stem = Array(stem)
    return (stem + [0], stem + [1])
  }

  package static func < (one: TermKey, other: TermKey) -> Bool {
    one.bytes.lexicographicallyPrecedes(other.bytes)
  }
}
