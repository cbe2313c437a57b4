import CPostgres

/// Writes rows in the text format of COPY (PostgreSQL manual, "COPY", File Formats), 64 KB at a time.
///
/// A row is its fields in order, then `endRow()`. A field may be written in pieces (`appendText` ... `endField`), so that
/// no more than a piece of a large one is ever in memory. Nothing here throws: after the first failure the rest is
/// dropped, and `Session.copyIn` throws it.
package struct CopyWriter: ~Copyable {
  private static let capacity = 1 << 16

  private let handle: OpaquePointer
  private let interruption: Interruption?
  private let buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  private var isFirstField = true
  private var isInField = false
  /// Why nothing more is sent.
  private(set) var failure: PQError?

  init(handle: OpaquePointer, interruption: Interruption?) {
    self.handle = handle
    self.interruption = interruption
    buffer = .allocate(byteCount: Self.capacity, alignment: 16)
  }

  deinit { buffer.deallocate() }

  /// A whole field. NUL, which PostgreSQL cannot store, becomes U+FFFD, as everywhere in this writer.
  package mutating func text(_ text: some StringProtocol) {
    appendText(text)
    endField()
  }

  package mutating func text(_ text: (some StringProtocol)?) {
    if let text { self.text(text) } else { null() }
  }

  package mutating func null() {
    beginField()
    put(UInt8(ascii: "\\"))
    put(UInt8(ascii: "N"))
    endField()
  }

  package mutating func int(_ value: some BinaryInteger) { text(String(value)) }

  package mutating func int(_ value: (some BinaryInteger)?) {
    if let value { int(value) } else { null() }
  }

  package mutating func double(_ value: Double) { text(postgresText(of: value)) }
  package mutating func bool(_ value: Bool) { text(value ? "t" : "f") }

  /// A `bytea`.
  package mutating func bytes(_ bytes: some Sequence<UInt8>) {
    beginField()
    let digits: StaticString = "0123456789abcdef"
    for byte in [UInt8(ascii: "\\"), UInt8(ascii: "\\"), UInt8(ascii: "x")] { put(byte) }
    for byte in bytes {
      put(digits.utf8Start[Int(byte >> 4)])
      put(digits.utf8Start[Int(byte & 15)])
    }
    endField()
  }

  /// A `text[]`.
  package mutating func texts(_ texts: [String]) {
    beginField()
    put(UInt8(ascii: "{"))
    for (index, text) in texts.enumerated() {
      if index > 0 { put(UInt8(ascii: ",")) }
      put(UInt8(ascii: "\""))
      appendEscaped(text, by: .arrayElement)
      put(UInt8(ascii: "\""))
    }
    put(UInt8(ascii: "}"))
    endField()
  }

  /// A piece of a field; `endField` ends it. Pieces may be split anywhere between characters.
  package mutating func appendText(_ text: some StringProtocol) {
    beginField()
    appendEscaped(text, by: .text)
  }

  /// Ends a field written in pieces; without a piece, the field is an empty text.
  package mutating func endField() {
    beginField()
    isInField = false
    isFirstField = false
  }

  package mutating func endRow() {
    precondition(!isInField, "a field in pieces is ended before its row")
    put(UInt8(ascii: "\n"))
    isFirstField = true
  }

  /// Sends what is still held back; returns the first failure of all.
  mutating func finish() -> PQError? {
    flush()
    return failure
  }

  private mutating func beginField() {
    guard !isInField else { return }
    if !isFirstField { put(UInt8(ascii: "\t")) }
    isInField = true
  }

  private mutating func appendEscaped(_ text: some StringProtocol, by escape: CopyEscape) {
    let isContiguous: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
      append(UnsafeRawBufferPointer(bytes), by: escape)
    }
    if isContiguous == nil {
      Array(text.utf8).withUnsafeBytes { append($0, by: escape) }
    }
  }

  /// Copies the runs between special bytes whole: they are rare, and memcpy is not.
  private mutating func append(_ bytes: UnsafeRawBufferPointer, by escape: CopyEscape) {
    var start = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if CopyEscape.isPlain(byte) {
        index += 1
        continue
      }
      if let replacement = escape.replacement(of: byte) {
        put(UnsafeRawBufferPointer(rebasing: bytes[start..<index]))
        replacement.withUTF8Buffer { put(UnsafeRawBufferPointer($0)) }
        start = index + 1
      }
      index += 1
    }
    put(UnsafeRawBufferPointer(rebasing: bytes[start..<bytes.count]))
  }

  private mutating func put(_ byte: UInt8) {
    if count == Self.capacity { flush() }
    buffer[count] = byte
    count += 1
  }

  private mutating func put(_ run: UnsafeRawBufferPointer) {
    var rest = run[...]
    while !rest.isEmpty {
      if count == Self.capacity { flush() }
      let piece = rest.prefix(Self.capacity - count)
      UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyMemory(
        from: UnsafeRawBufferPointer(rebasing: piece))
      count += piece.count
      rest = rest.dropFirst(piece.count)
    }
  }

  private mutating func flush() {
    defer { count = 0 }
    guard failure == nil, count > 0 else { return }
    if let interruption, interruption.isRequested {
      failure = .cancelled
      return
    }
    let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
    if PQputCopyData(handle, start, CInt(count)) != 1 { failure = PQError(lostOn: handle) }
  }
}
