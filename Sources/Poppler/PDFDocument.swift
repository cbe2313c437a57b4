import CPoppler

/// An open PDF, read by poppler from memory that the caller keeps.
///
/// Pages are made and freed one at a time, so that memory follows the largest page and not the document. Forms are never
/// touched: poppler can loop in them for ever. poppler must not be used from two threads at once, so every call is
/// `mutating`: exclusive access is what makes the unchecked `Sendable` below true.
package struct PDFDocument: ~Copyable, @unchecked Sendable {
  private let handle: OpaquePointer
  private let bytes: OpaquePointer

  /// The run-time library's version, `22.12.0`.
  package static var version: String { poppler_get_version().map { String(cString: $0) } ?? "unknown" }

  /// Opens the document in `content`, which must stay valid and unchanged until this value is gone: nothing is copied.
  ///
  /// - Throws: `encrypted` when a user password is needed, `outOfMemory`, and `damaged` for whatever else is wrong.
  package init(content: UnsafeRawBufferPointer) throws(PDFError) {
    let failures = AllocationFailures.count
    guard let bytes = g_bytes_new_static(content.baseAddress, gsize(content.count)) else { throw .outOfMemory }
    var problem: UnsafeMutablePointer<GError>?
    guard let handle = poppler_document_new_from_bytes(bytes, nil, &problem) else {
      g_bytes_unref(bytes)
      let error = Self.cause(taking: problem)
      throw AllocationFailures.count == failures ? error : .outOfMemory
    }
    self.handle = handle
    self.bytes = bytes
  }

  deinit {
    g_object_unref(UnsafeMutableRawPointer(handle))
    g_bytes_unref(bytes)
  }

  package var pageCount: Int { mutating get { Int(poppler_document_get_n_pages(handle)) } }

  /// The text of a page counted from 0, in poppler's reading order; nil for a page that cannot be read.
  package mutating func text(ofPage index: Int) -> GLibText? {
    guard let page = poppler_document_get_page(handle, Int32(clamping: index)) else { return nil }
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    return GLibText(taking: poppler_page_get_text(page))
  }

  /// What the document says of itself under this heading; nil when it says nothing.
  package mutating func property(_ property: PDFProperty) -> String? {
    switch property {
    case .title: String(taking: poppler_document_get_title(handle))
    case .author: String(taking: poppler_document_get_author(handle))
    case .subject: String(taking: poppler_document_get_subject(handle))
    case .keywords: String(taking: poppler_document_get_keywords(handle))
    case .creator: String(taking: poppler_document_get_creator(handle))
    case .producer: String(taking: poppler_document_get_producer(handle))
    case .created: Self.timestamp(taking: poppler_document_get_creation_date_time(handle))
    case .modified: Self.timestamp(taking: poppler_document_get_modification_date_time(handle))
    case .version: String(taking: poppler_document_get_pdf_version_string(handle)).map(Self.number(of:))
    }
  }

  /// The titles of the outline's entries, in reading order.
  ///
  /// An outline may refer to itself: no more than `limit` entries are looked at, nor any below the sixteenth level.
  package mutating func outlineTitles(limit: Int) -> [String] {
    guard let entries = poppler_index_iter_new(handle) else { return [] }
    defer { poppler_index_iter_free(entries) }
    var titles: [String] = []
    var room = limit
    Self.readTitles(of: entries, level: 1, room: &room, into: &titles)
    return titles
  }

  private static func readTitles(of entries: OpaquePointer, level: Int, room: inout Int, into titles: inout [String]) {
    repeat {
      guard room > 0 else { return }
      room -= 1
      if let action = poppler_index_iter_get_action(entries) {
        if let title = action.pointee.any.title { titles.append(String(cString: title)) }
        poppler_action_free(action)
      }
      if level < 16, let children = poppler_index_iter_get_child(entries) {
        readTitles(of: children, level: level + 1, room: &room, into: &titles)
        poppler_index_iter_free(children)
      }
    } while poppler_index_iter_next(entries) != 0
  }

  /// `1.7` of `PDF-1.7`.
  private static func number(of version: String) -> String { String(version.drop { !$0.isNumber }) }

  /// RFC 3339, with the offset that the document gives.
  private static func timestamp(taking moment: OpaquePointer?) -> String? {
    guard let moment else { return nil }
    defer { g_date_time_unref(moment) }
    return String(taking: g_date_time_format(moment, "%Y-%m-%dT%H:%M:%S%:z"))
  }

  private static func cause(taking problem: UnsafeMutablePointer<GError>?) -> PDFError {
    guard let problem else { return .damaged("no reason given") }
    defer { g_error_free(problem) }
    let isEncrypted = g_error_matches(problem, poppler_error_quark(), Int32(POPPLER_ERROR_ENCRYPTED.rawValue)) != 0
    return isEncrypted ? .encrypted : .damaged(String(cString: problem.pointee.message))
  }
}

/// The entries of a PDF's document information that poppler reads.
package enum PDFProperty: String, Sendable, CaseIterable {
  case title, author, subject, keywords, creator, producer, created, modified, version
}
