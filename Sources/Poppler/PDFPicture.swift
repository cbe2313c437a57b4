import CPoppler

extension PDFDocument {
  /// The share of a page (0 to 1) that pictures cover; none of them is decoded for it.
  package mutating func pictureShare(ofPage index: Int) -> Double {
    sl_pdf_image_share(handle, Int32(clamping: index))
  }

  /// Draws a page in grey at `resolution` dots an inch, or at fewer so that it has at most `pixels` of them; nil when
  /// it cannot be drawn.
  package mutating func draw(page index: Int, resolution: Double, pixels: Int) -> PDFPicture? {
    sl_pdf_draw_page(handle, Int32(clamping: index), resolution, pixels).map(PDFPicture.init(taking:))
  }
}

/// A page as a picture; owned whole.
package struct PDFPicture: ~Copyable {
  private let handle: OpaquePointer
  package let width, height: Int
  /// Bytes from one row to the next.
  package let rowLength: Int
  /// Dots an inch.
  package let resolution: Double
  /// A byte a pixel, from the top; valid as long as this value.
  package let pixels: UnsafeRawBufferPointer

  init(taking handle: OpaquePointer) {
    self.handle = handle
    var width: Int32 = 0
    var height: Int32 = 0
    var row: Int32 = 0
    var resolution = 0.0
    let start = sl_pdf_image_pixels(handle, &width, &height, &row, &resolution)
    self.width = Int(width)
    self.height = Int(height)
    rowLength = Int(row)
    self.resolution = resolution
    pixels = UnsafeRawBufferPointer(start: start, count: Int(row) * Int(height))
  }

  deinit { sl_pdf_image_free(handle) }
}
