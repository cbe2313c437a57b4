import CExiv2

/// What a picture says of itself, read by Exiv2: its size, EXIF, IPTC and XMP. The pixels are never decoded.
///
/// Exiv2 keeps state of its own for XMP, so pictures must not be read on two threads at once. The picture is read whole in
/// `init`; afterwards only its own copies are touched.
package struct PictureMetadata: ~Copyable {
  private let handle: OpaquePointer

  /// Sets the library up. Before the first picture, and before a sandbox closes.
  package static func prepare() { sl_exiv2_prepare() }

  /// The run-time library's version, `0.27.6`.
  package static var version: String { sl_exiv2_version().map { String(cString: $0) } ?? "unknown" }

  /// Reads the picture in `content`, to which nothing refers afterwards.
  package init(content: UnsafeRawBufferPointer) throws(PictureError) {
    var isOutOfMemory: Int32 = 0
    guard let handle = sl_picture_read(content.baseAddress, content.count, &isOutOfMemory) else {
      throw isOutOfMemory != 0 ? .outOfMemory : .unreadable
    }
    self.handle = handle
  }

  deinit { sl_picture_free(handle) }

  /// Width and height in pixels; nil where they are not known.
  package var size: (width: Int, height: Int)? {
    let width = Int(sl_picture_width(handle))
    let height = Int(sl_picture_height(handle))
    return width > 0 && height > 0 ? (width, height) : nil
  }

  /// How its pixels are to be turned to be seen as they were, 1 to 8 (EXIF 2.32, 4.6.4, Orientation); nil where it does not say.
  package var orientation: Int? {
    let number = Int(sl_picture_orientation(handle))
    return (1...8).contains(number) ? number : nil
  }

  /// Calls `body` with each entry: `("Exif.Photo.FNumber", "F8")`.
  package borrowing func forEach<Failure: Error>(
    _ body: (_ key: String, _ value: String) throws(Failure) -> Void
  ) throws(Failure) {
    for index in 0..<sl_picture_count(handle) {
      guard let key = sl_picture_key(handle, index), let value = sl_picture_value(handle, index) else { continue }
      try body(String(cString: key), String(cString: value))
    }
  }
}

/// Why a picture says nothing.
package enum PictureError: Error, Sendable, Equatable {
  /// It is broken, or of a kind that Exiv2 does not read.
  case unreadable
  case outOfMemory
}
