import CPoppler

/// An open PDF, read by poppler from memory that the caller keeps.
///
/// Pages are made and freed one at a time, so that memory follows the largest page and not the document. Forms and
/// annotations are read as dictionaries, never through poppler's form reader, which can loop for ever. poppler must not
/// be used from two threads at once, so every call is `mutating`: exclusive access is what makes the unchecked
/// `Sendable` below true.
package struct PDFDocument: ~Copyable, @unchecked Sendable {
  let handle: OpaquePointer

  /// The library's version, `22.12.0`.
  package static var version: String { String(cString: sl_pdf_version()) }

  /// Sets the library up for the whole process, the first time it is called; before the first document.
  package static func setUp() {
    _ = isSetUp
    _ = AllocationFailures.count
  }

  private static let isSetUp: Void = sl_pdf_set_up()

  /// Opens the document in `content`, which must stay valid and unchanged until this value is gone: nothing is copied.
  ///
  /// - Parameters:
  ///   - content: The document's bytes.
  ///   - passwords: Tried one after another, as the user's and as the owner's, when it cannot be opened without one.
  /// - Throws: `encrypted` when none of them fits, `outOfMemory`, and `damaged` for whatever else is wrong.
  package init(content: UnsafeRawBufferPointer, passwords: [String] = []) throws(PDFError) {
    do throws(PDFError) {
      handle = try Self.open(content, password: nil)
      return
    } catch {
      guard error == .encrypted else { throw error }
    }
    for password in passwords {
      do throws(PDFError) {
        handle = try Self.open(content, password: password)
        return
      } catch {
        guard error == .encrypted else { throw error }
      }
    }
    throw .encrypted
  }

  deinit { sl_pdf_close(handle) }

  package var pageCount: Int { mutating get { Int(sl_pdf_page_count(handle)) } }

  /// The version of the format that the document declares, `1.7`; nil where it declares none.
  package var formatVersion: String? {
    mutating get {
      let version = sl_pdf_format_version(handle)
      return version > 0 ? "\(version / 10).\(version % 10)" : nil
    }
  }

  /// The entries of the document information, as they stand: `Title`, `CreationDate`, a producer's own.
  package mutating func information() -> [(key: String, value: String)] {
    Received.strings { sl_pdf_information(handle, $0, $1) }
  }

  /// The XMP packet as it stands, no more than `limit` bytes of it; nil where there is none.
  package mutating func metadataPacket(limit: Int) -> [UInt8]? {
    Received.bytes { sl_pdf_metadata(handle, limit, $0, $1) }
  }

  /// The natural language that the document declares, `de-CH`.
  package mutating func language() -> String? { Received.strings { sl_pdf_language(handle, $0, $1) }.first?.value }

  /// The titles of the outline's entries, in reading order.
  ///
  /// An outline may refer to itself: no more than `limit` entries are looked at, none twice, nor any below the
  /// sixteenth level.
  package mutating func outlineTitles(limit: Int) -> [String] {
    Received.strings { sl_pdf_outline(handle, limit, $0, $1) }.map(\.value)
  }

  /// What the document calls a page counted from 0: `iv`, `A-3`; nil where it gives it no name.
  package mutating func label(ofPage index: Int) -> String? {
    Received.strings { sl_pdf_page_label(handle, Int32(clamping: index), $0, $1) }.first?.value
  }

  /// A page counted from 0, with its text laid out; nil for a page that cannot be read.
  package mutating func page(_ index: Int) -> PDFPage? {
    sl_pdf_read_page(handle, Int32(clamping: index)).map(PDFPage.init(taking:))
  }

  private static func open(
    _ content: UnsafeRawBufferPointer, password: String?
  ) throws(PDFError) -> OpaquePointer {
    let failures = AllocationFailures.count
    var failure = sl_pdf_damaged
    var code: Int32 = 0
    let handle =
      if var password {
        password.withUTF8 {
          sl_pdf_open(content.baseAddress, content.count, $0.baseAddress, $0.count, &failure, &code)
        }
      } else {
        sl_pdf_open(content.baseAddress, content.count, nil, 0, &failure, &code)
      }
    if let handle { return handle }
    guard failure != sl_pdf_out_of_memory, AllocationFailures.count == failures else { throw .outOfMemory }
    throw failure == sl_pdf_encrypted ? .encrypted : .damaged(Self.reason(code))
  }

  /// What poppler's error numbers (`ErrorCodes.h`) mean for a person.
  private static func reason(_ code: Int32) -> String {
    switch code {
    case 1: "it could not be opened as a PDF"
    case 2: "its page catalogue is damaged"
    case 3: "its cross-reference table is damaged, and could not be made anew"
    default: "PDF document is damaged"
    }
  }
}
