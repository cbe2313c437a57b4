import Glibc

/// glibc's converters to UTF-8, opened once and used again.
///
/// `iconv` loads a shared object for each encoding, which a sandbox may refuse later: so all that can be asked for are opened
/// at the start. A class because C hands out handles that are closed once; never used by two threads at a time.
final class CharacterDecoders {
  private var handles: [CharacterEncoding: iconv_t] = [:]
  private var output = [UInt8](repeating: 0, count: 32 << 10)

  init() {
    for encoding in CharacterEncoding.all where encoding != .utf8 && encoding != .hz { open(encoding) }
    for encoding in [CharacterEncoding.utf32LittleEndian, .utf32BigEndian] { open(encoding) }
  }

  deinit {
    for handle in handles.values { iconv_close(handle) }
  }

  /// Hands `bytes` to `body` as valid UTF-8, in pieces of a few kilobytes. What the encoding does not know is U+FFFD.
  func decode<Failure: Error>(
    _ bytes: UnsafeRawBufferPointer, from encoding: CharacterEncoding,
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    if encoding == .hz {
      return try SevenBitText.extendedUnixCode(bytes).span.withUnsafeBytes { (code) throws(Failure) in
        try decode(code, from: .gb18030, body)
      }
    }
    guard encoding != .utf8, let handle = handles[encoding] else { return try repair(bytes, body) }
    iconv(handle, nil, nil, nil, nil)
    // iconv never writes through its input pointer; the type is C's old habit.
    var input = UnsafeMutableRawPointer(mutating: bytes.baseAddress)?.assumingMemoryBound(to: CChar.self)
    var left = bytes.count
    while left > 0 {
      let (written, isInvalid) = step(handle, &input, &left)
      try output.withUnsafeBufferPointer { (buffer) throws(Failure) in
        try body(UnsafeBufferPointer(rebasing: buffer[..<written]))
      }
      guard isInvalid else { continue }
      try replacement(body)
      input = input.map { $0 + 1 }
      left -= 1
    }
  }

  /// Converts as much as fits: the bytes written, and whether it stopped at a byte that is no character.
  private func step(_ handle: iconv_t, _ input: inout UnsafeMutablePointer<CChar>?, _ left: inout Int) -> (Int, Bool) {
    output.withUnsafeMutableBytes { buffer in
      var target = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
      var room = buffer.count
      let result = iconv(handle, &input, &left, &target, &room)
      let isInvalid = result == -1 && errno != E2BIG
      return (buffer.count - room, isInvalid)
    }
  }

  /// UTF-8 with what is broken in it replaced; whole pieces go through untouched.
  private func repair<Failure: Error>(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(UTF8Pieces.length(rest, near: 32 << 10)))
      rest = rest.dropFirst(piece.count)
      let characters = piece.bindMemory(to: UInt8.self)
      guard !UTF8Pieces.isValid(characters) else {
        try body(characters)
        continue
      }
      let repaired = Array(String(decoding: characters, as: UTF8.self).utf8)
      try repaired.withUnsafeBufferPointer(body)
    }
  }

  private func replacement<Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try [UInt8]([0xEF, 0xBF, 0xBD]).withUnsafeBufferPointer(body)
  }

  private func open(_ encoding: CharacterEncoding) {
    let handle = iconv_open("UTF-8", encoding.name)
    // An encoding that this system lacks is decoded as broken UTF-8: its ASCII is kept.
    if handle != iconv_t(bitPattern: -1) { handles[encoding] = handle }
  }
}
