import CSnowball

/// One Snowball stemming algorithm (libstemmer; M. F. Porter, "Snowball: A language for stemming algorithms", 2001).
///
/// libstemmer keeps scratch state per stemmer, so calls on one must not overlap. Every call is `mutating`: exclusive access
/// is what makes the unchecked `Sendable` below true.
package struct Stemmer: ~Copyable, @unchecked Sendable {
  private let handle: OpaquePointer

  /// `algorithm` is a name or an ISO 639 code that libstemmer knows (`english`, `en`); nil for one that it does not.
  package init?(algorithm: String) {
    guard let handle = sb_stemmer_new(algorithm, "UTF_8") else { return nil }
    self.handle = handle
  }

  deinit { sb_stemmer_delete(handle) }

  /// Gives `body` the stem of `word` (folded to lower case, UTF-8), which lies in the stemmer's memory until the next call.
  /// Where libstemmer has no memory for it, the word is its own stem.
  package mutating func withStem<Result>(
    of word: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    guard let start = word.baseAddress, let stem = sb_stemmer_stem(handle, start, Int32(clamping: word.count)) else {
      return body(word)
    }
    return body(UnsafeBufferPointer(start: stem, count: Int(sb_stemmer_length(handle))))
  }
}
