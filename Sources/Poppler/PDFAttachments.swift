import CPoppler

/// The files that a PDF carries with it; owned whole.
///
/// Made from a document that is open for as long as this value, after its pages were read: files that hang on an
/// annotation are found with the page. What is read is decoded as it is read, so that a bound on `read` is a bound on
/// memory.
package struct PDFAttachments: ~Copyable {
  private let handle: OpaquePointer
  package let count: Int

  /// At most `limit` files are listed. nil when memory runs out.
  package init?(of document: inout PDFDocument, limit: Int) {
    guard let handle = sl_pdf_attachments_list(document.handle, limit) else { return nil }
    self.handle = handle
    count = sl_pdf_attachments_count(handle)
  }

  deinit { sl_pdf_attachments_free(handle) }

  /// The name and the rest that the document states of a file.
  package borrowing func properties(of index: Int) -> PDFAttachment {
    let stated = Received.strings { sl_pdf_attachment_properties(handle, index, $0, $1) }
    func value(_ key: String) -> String? { stated.first { $0.key == key && !$0.value.isEmpty }?.value }
    return PDFAttachment(name: value("name"), description: value("description"), mediaType: value("mime_type"))
  }

  /// Gives the bytes of a file piece by piece, until `body` returns false.
  ///
  /// - Returns: Whether that was all of it.
  package borrowing func read(_ index: Int, _ body: (UnsafeRawBufferPointer) -> Bool) -> Bool {
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { pointer in
        sl_pdf_attachment_read(
          handle, index,
          { context, _, _, bytes, count in
            guard let context else { return false }
            let body = context.assumingMemoryBound(to: ((UnsafeRawBufferPointer) -> Bool).self).pointee
            return body(UnsafeRawBufferPointer(start: bytes, count: count))
          }, UnsafeMutableRawPointer(mutating: pointer))
      }
    }
  }
}

/// What a PDF says of a file it carries.
package struct PDFAttachment: Sendable, Hashable {
  package let name: String?
  package let description: String?
  package let mediaType: String?
}
