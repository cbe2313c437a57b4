import CTesseract

/// A picture that Leptonica has decoded: PNG, JPEG, TIFF, BMP, GIF, WebP and PNM. Owned whole.
package struct LeptonicaPicture: ~Copyable {
  private let library: sl_leptonica
  let handle: UnsafeMutableRawPointer

  /// How large a picture is, by its header.
  package struct Size: Sendable, Hashable {
    package let width, height: Int
    package var pixels: Int { width.multipliedReportingOverflow(by: height).overflow ? .max : width * height }
  }

  /// What the header says; nothing is decoded. nil for what is no picture that Leptonica reads.
  package static func size(of bytes: UnsafeRawBufferPointer, _ library: TesseractLibrary) -> Size? {
    var numbers: (format: Int32, width: Int32, height: Int32, bits: Int32, samples: Int32, palette: Int32) = (
      0, 0, 0, 0, 0, 0
    )
    let result = library.leptonica.read_header?(
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, &numbers.format, &numbers.width,
      &numbers.height, &numbers.bits, &numbers.samples, &numbers.palette)
    guard result == 0, numbers.width > 0, numbers.height > 0 else { return nil }
    return Size(width: Int(numbers.width), height: Int(numbers.height))
  }

  /// The size of a page of a TIFF, counted from 0; nil behind the last.
  package static func size(
    of bytes: UnsafeRawBufferPointer, page: Int, _ library: TesseractLibrary
  ) -> Size? {
    var width: Int32 = 0
    var height: Int32 = 0
    let result = library.leptonica.read_tiff_header?(
      bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), bytes.count, Int32(clamping: page), &width, &height, nil,
      nil, nil, nil, nil)
    guard result == 0, width > 0, height > 0 else { return nil }
    return Size(width: Int(width), height: Int(height))
  }

  /// Decodes a picture of one page; nil when it is damaged. Look at `size` before.
  package init?(_ bytes: UnsafeRawBufferPointer, _ library: TesseractLibrary) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard let decoded = library.leptonica.read?(start, bytes.count) else { return nil }
    self.init(taking: decoded, library.leptonica)
  }

  /// Decodes the page of a TIFF at `offset`, 0 for the first, and moves `offset` to the next; to 0 behind the last. nil
  /// when it is damaged.
  package init?(page offset: inout Int, of bytes: UnsafeRawBufferPointer, _ library: TesseractLibrary) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard let decoded = library.leptonica.read_page?(start, bytes.count, &offset) else { return nil }
    self.init(taking: decoded, library.leptonica)
  }

  /// What is transparent becomes white, as paper is.
  private init(taking decoded: UnsafeMutableRawPointer, _ library: sl_leptonica) {
    self.library = library
    guard let opaque = library.remove_alpha?(decoded) else {
      handle = decoded
      return
    }
    handle = opaque
    var former: UnsafeMutableRawPointer? = decoded
    library.destroy?(&former)
  }

  private init(owning handle: UnsafeMutableRawPointer, _ library: sl_leptonica) {
    self.handle = handle
    self.library = library
  }

  deinit {
    var handle: UnsafeMutableRawPointer? = handle
    library.destroy?(&handle)
  }

  package var size: Size {
    var width: Int32 = 0
    var height: Int32 = 0
    _ = library.dimensions?(handle, &width, &height, nil)
    return Size(width: Int(width), height: Int(height))
  }

  /// Dots an inch; what is not stated, or cannot be, counts as 300, which Tesseract is made for.
  var resolution: Double {
    var x: Int32 = 0
    _ = library.resolution?(handle, &x, nil)
    return (70...2400).contains(x) ? Double(x) : 300
  }

  /// The same, mirrored left to right or not, and then turned by `quarters` of a turn, clockwise, 0 to 3; nil when memory runs out.
  package borrowing func turned(_ quarters: Int, isMirrored: Bool) -> LeptonicaPicture? {
    guard isMirrored else {
      return library.turn?(handle, Int32(quarters)).map { LeptonicaPicture(owning: $0, library) }
    }
    guard let mirrored = library.mirror?(nil, handle).map({ LeptonicaPicture(owning: $0, library) }) else { return nil }
    return mirrored.turned(quarters, isMirrored: false)
  }

  /// The same, larger or smaller by `factor`; nil when memory runs out.
  package borrowing func scaled(by factor: Double) -> LeptonicaPicture? {
    library.scale?(handle, Float(factor), Float(factor)).map { LeptonicaPicture(owning: $0, library) }
  }
}
