import Poppler

/// A line of a page, its text in the order in which it is read.
struct PageLine {
  let place: PDFLine
  /// Scalars without those that no text needs, in logical order.
  var text: [UInt32]

  /// The lines of a page that hold anything; `hasByteMarks`: whether the document may have those.
  static func lines(of page: borrowing PDFPage, hasByteMarks: Bool) -> [PageLine] {
    let places = page.lines()
    return page.withScalars { scalars in
      places.compactMap { place in
        guard let logical = LogicalOrder.text(of: UnsafeBufferPointer(rebasing: scalars[place.scalars])) else {
          return nil
        }
        let text = hasByteMarks ? ByteMarks.removed(from: logical) : logical
        return text.isEmpty ? nil : PageLine(place: place, text: text)
      }
    }
  }
}
