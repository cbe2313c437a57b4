import CGMime

/// One part of a message; lent for the time of a call.
package struct MailPart: ~Copyable {
  private let object: UnsafeMutablePointer<GMimeObject>
  /// `text/plain`, in small letters.
  package let type: String
  /// The types of the multiparts around it, outermost first.
  package let inside: [String]

  init(_ object: UnsafeMutablePointer<GMimeObject>, inside: [String]) {
    self.object = object
    self.inside = inside
    let name = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object))
    defer { g_free(name) }
    type = name.map { String(cString: $0).lowercased() } ?? "text/plain"
  }

  package var isMultipart: Bool { sl_mime_multipart(object) != nil }
  /// Whether it is a message inside the message.
  package var isMessage: Bool { sl_mime_message_part(object) != nil }

  package var isAttachment: Bool { sl_mime_part(object).map { g_mime_part_is_attachment($0) != 0 } ?? false }

  /// The name that the sender gave it, decoded.
  package var fileName: String? {
    sl_mime_part(object).flatMap { g_mime_part_get_filename($0) }.map { String(cString: $0) }
  }

  /// Of a message inside the message.
  package var subject: String? {
    sl_mime_message_part(object).flatMap { g_mime_message_part_get_message($0) }
      .flatMap { g_mime_message_get_subject($0) }.map { String(cString: $0) }
  }

  package var charset: String? { parameter("charset") }

  /// A parameter of its type; nil where there is none of that name.
  package func parameter(_ name: String) -> String? {
    g_mime_object_get_content_type_parameter(object, name).map { String(cString: $0) }
  }

  /// Gives `body` the content block by block, decoded from base64, quoted-printable or uuencode, and, where `charset` is given
  /// and known, from that into UTF-8; true when it was known. `body` says whether to go on.
  package func read<Failure: Error>(
    decoding charset: String? = nil, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Bool
  ) throws(Failure) -> Bool {
    guard let source = content else { return false }
    defer { sl_mime_release(source.stream) }
    let filtered = g_mime_stream_filter_new(source.stream)
    defer { sl_mime_release(filtered) }
    add(g_mime_filter_basic_new(source.encoding, 0), to: filtered)
    let decoder = charset.flatMap { g_mime_filter_charset_new($0, "UTF-8") }
    add(decoder, to: filtered)
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = g_mime_stream_read(filtered, block.baseAddress?.assumingMemoryBound(to: CChar.self), block.count)
      guard count > 0, try body(UnsafeRawBufferPointer(rebasing: block[..<count])) else { break }
    }
    return decoder != nil
  }

  private func add(_ filter: UnsafeMutablePointer<GMimeFilter>?, to stream: UnsafeMutablePointer<GMimeStream>?) {
    guard let filter, let stream else { return }
    stream.withMemoryRebound(to: GMimeStreamFilter.self, capacity: 1) { _ = g_mime_stream_filter_add($0, filter) }
    sl_mime_release(filter)
  }

  /// A stream over the content as it stands in the message, which the caller owns, and how it is encoded.
  private var content: (stream: UnsafeMutablePointer<GMimeStream>, encoding: GMimeContentEncoding)? {
    if let part = sl_mime_message_part(object), let message = g_mime_message_part_get_message(part),
      let memory = g_mime_stream_mem_new()
    {
      g_mime_object_write_to_stream(sl_mime_object(message), nil, memory)
      g_mime_stream_reset(memory)
      return (memory, GMIME_CONTENT_ENCODING_DEFAULT)
    }
    guard let part = sl_mime_part(object), let wrapper = g_mime_part_get_content(part),
      let stream = g_mime_data_wrapper_get_stream(wrapper)
    else { return nil }
    g_object_ref(stream)
    g_mime_stream_reset(stream)
    return (stream, g_mime_data_wrapper_get_encoding(wrapper))
  }
}
