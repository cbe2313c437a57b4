import CGMime
import Glibc

/// One message (RFC 5322) with its parts (RFC 2045), read by GMime from memory that the caller keeps.
///
/// GMime must not be used from two threads at once, so every call is `mutating`: exclusive access is what makes the unchecked
/// `Sendable` below true. Contents are decoded while they are read, and not held whole; but for a message within the message, which is
/// written out into memory first.
package struct MailMessage: ~Copyable, @unchecked Sendable {
  private let message: UnsafeMutablePointer<GMimeMessage>
  private let stream: UnsafeMutablePointer<GMimeStream>

  /// The version that this was compiled with, `3.2.13`.
  package static let version = "\(GMIME_MAJOR_VERSION).\(GMIME_MINOR_VERSION).\(GMIME_MICRO_VERSION)"

  /// Sets the library up; to be called before anything else, and as often as one likes.
  package static func prepare() { g_mime_init() }

  /// Parts that lie deeper than this in each other are left out.
  private static let depth = 32

  /// Parses the message in `bytes`, which must stay valid and unchanged until this value is gone; nil when it has not even a header.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    Self.prepare()
    guard
      let stream = g_mime_stream_mem_new_with_buffer(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
    else { return nil }
    let parser = g_mime_parser_new_with_stream(stream)
    defer { sl_mime_release(parser) }
    g_mime_parser_set_persist_stream(parser, 1)
    g_mime_parser_set_format(
      parser, bytes.starts(with: "From ".utf8) ? GMIME_FORMAT_MBOX : GMIME_FORMAT_MESSAGE)
    guard let message = g_mime_parser_construct_message(parser, nil) else {
      sl_mime_release(stream)
      return nil
    }
    self.stream = stream
    self.message = message
  }

  deinit {
    sl_mime_release(message)
    sl_mime_release(stream)
  }

  package var subject: String? { mutating get { g_mime_message_get_subject(message).map { String(cString: $0) } } }

  /// RFC 3339, with the sender's offset; nil without a date that can be read.
  package var date: String? {
    mutating get {
      guard let date = g_mime_message_get_date(message),
        let text = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z")
      else { return nil }
      defer { g_free(text) }
      return String(cString: text)
    }
  }

  /// The value of a header, decoded (RFC 2047); nil where there is none.
  package mutating func header(_ name: String) -> String? {
    g_mime_object_get_header(sl_mime_object(message), name).map { String(cString: $0) }
  }

  /// The bytes of a header as they stand in the message, folded; nil where there is none.
  package mutating func rawHeader(_ name: String) -> [UInt8]? {
    guard let headers = g_mime_object_get_header_list(sl_mime_object(message)),
      let header = g_mime_header_list_get_header(headers, name), let value = g_mime_header_get_raw_value(header)
    else { return nil }
    return Array(UnsafeRawBufferPointer(start: value, count: strlen(value)))
  }

  /// The charset that the first body names; nil when none does.
  package mutating func bodyCharset() -> String? {
    var charset: String?
    forEachPart { part in
      if charset == nil, part.type.hasPrefix("text/") { charset = part.charset }
    }
    return charset
  }

  /// Calls `body` with every part that is no multipart, in order, and with each multipart before its parts.
  package mutating func forEachPart<Failure: Error>(
    _ body: (inout MailPart) throws(Failure) -> Void
  ) throws(Failure) {
    guard let root = g_mime_message_get_mime_part(message) else { return }
    try Self.visit(root, inside: [], body)
  }

  private static func visit<Failure: Error>(
    _ object: UnsafeMutablePointer<GMimeObject>, inside: [String], _ body: (inout MailPart) throws(Failure) -> Void
  ) throws(Failure) {
    var part = MailPart(object, inside: inside)
    try body(&part)
    guard let multipart = sl_mime_multipart(object), inside.count < depth else { return }
    for index in 0..<max(0, g_mime_multipart_get_count(multipart)) {
      guard let child = g_mime_multipart_get_part(multipart, index) else { continue }
      try visit(child, inside: inside + [part.type], body)
    }
  }
}
