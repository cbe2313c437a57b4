import CPoppler
import Glibc

/// The text of one page, laid out in lines by poppler; owned whole.
package struct PDFPage: ~Copyable {
  private let handle: OpaquePointer

  init(taking handle: OpaquePointer) { self.handle = handle }

  deinit { sl_pdf_page_free(handle) }

  /// The lines in reading order, column by column.
  package borrowing func lines() -> [PDFLine] {
    var count = 0
    let lines = UnsafeBufferPointer(start: sl_pdf_page_lines(handle, &count), count: count)
    return lines.map(PDFLine.init)
  }

  /// Lends the scalars that the lines are stretches of, for the time of the call.
  package borrowing func withScalars<Result, Failure: Error>(
    _ body: (UnsafeBufferPointer<UInt32>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    var count = 0
    let scalars = sl_pdf_page_scalars(handle, &count)
    return try body(UnsafeBufferPointer(start: scalars, count: count))
  }

  /// What annotations and form fields say that is not drawn on the page.
  package borrowing func notes() -> [String] {
    Received.strings { sl_pdf_page_notes(handle, $0, $1) }.map(\.value)
  }

  /// The compatibility composition (NFKC) of one scalar: the letters of a ligature, the letter of a presentation form.
  package static func composition(of scalar: UInt32) -> [UInt32] {
    var count = 0
    guard let composed = withUnsafePointer(to: scalar, { sl_pdf_compose($0, 1, &count) }) else { return [scalar] }
    defer { free(composed) }
    return Array(UnsafeBufferPointer(start: composed, count: count))
  }
}

/// One line of a page: words that stand beside each other in one column.
package struct PDFLine: Sendable, Hashable {
  /// The line's scalars among the page's, spaces between words included; in visual order, from left to right.
  package let scalars: Range<Int>
  /// Points, y downwards.
  package let left, top, right, bottom: Float
  package let fontSize: Float
  /// The block of lines, and the flow of blocks (mostly a column), that it belongs to.
  package let block, flow: Int
  /// Quarter turns against the page.
  package let rotation: Int
  /// Whether the last character is set in a font of which all characters are equally wide.
  package let endsInFixedWidth: Bool

  init(_ line: sl_pdf_line) {
    scalars = Int(line.start)..<Int(line.start + line.count)
    left = line.left
    top = line.top
    right = line.right
    bottom = line.bottom
    fontSize = line.font_size
    block = Int(line.block)
    flow = Int(line.flow)
    rotation = Int(line.rotation)
    endsInFixedWidth = line.ends_in_fixed_width != 0
  }
}
