import Poppler

/// A line of a page, its text in the order in which it is read.
struct PageLine {
  let place: PDFLine
  /// Scalars without those that no text needs, in logical order.
  var text: [UInt32]

  /// The lines of a page that hold anything.
  static func lines(of page: borrowing PDFPage) -> [PageLine] {
    let places = page.lines()
    return page.withScalars { scalars in
      places.compactMap { place in
        guard let logical = LogicalOrder.text(of: UnsafeBufferPointer(rebasing: scalars[place.scalars])) else {
          return nil
        }
        return PageLine(place: place, text: logical)
      }
    }
  }
}
