import CPoppler

/// What poppler hands over piece by piece, gathered.
enum Received {
  typealias Receiver =
    @convention(c) (
      UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int, UnsafePointer<CChar>?, Int
    ) -> Bool

  /// The keys and values that `call` gives to the receiver.
  static func strings(_ call: (Receiver, UnsafeMutableRawPointer) -> Void) -> [(key: String, value: String)] {
    var found: [(key: String, value: String)] = []
    withUnsafeMutablePointer(to: &found) { pointer in
      call(
        { context, key, keyLength, value, length in
          guard let context else { return false }
          context.assumingMemoryBound(to: [(key: String, value: String)].self).pointee.append(
            (Received.text(key, keyLength), Received.text(value, length)))
          return true
        }, UnsafeMutableRawPointer(pointer))
    }
    return found
  }

  /// The values that `call` gives to the receiver, joined; nil where it gives none.
  static func bytes(_ call: (Receiver, UnsafeMutableRawPointer) -> Void) -> [UInt8]? {
    var found: [UInt8]?
    withUnsafeMutablePointer(to: &found) { pointer in
      call(
        { context, _, _, value, length in
          guard let context else { return false }
          let bytes = UnsafeRawBufferPointer(start: value, count: length)
          context.assumingMemoryBound(to: [UInt8]?.self).pointee =
            (context.assumingMemoryBound(to: [UInt8]?.self).pointee ?? []) + bytes
          return true
        }, UnsafeMutableRawPointer(pointer))
    }
    return found
  }

  static func text(_ start: UnsafePointer<CChar>?, _ length: Int) -> String {
    String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
  }
}
