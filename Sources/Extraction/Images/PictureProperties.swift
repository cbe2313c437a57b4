import Exiv2
import Pipeline

/// What a picture says of itself, under the names that all formats share: its size, who took it, when, where and with what, and what its
/// author wrote of it, which also is text to be found.
enum PictureProperties {
  /// Entries in the order in which they are believed: the first that has a value wins, but for those that may be many.
  private static let keys: [(property: String, entries: [String])] = [
    ("title", ["Xmp.dc.title", "Iptc.Application2.ObjectName", "Exif.Image.XPTitle"]),
    ("headline", ["Xmp.photoshop.Headline", "Iptc.Application2.Headline"]),
    (
      "description",
      [
        "Xmp.dc.description", "Iptc.Application2.Caption", "Exif.Image.ImageDescription", "Exif.Photo.UserComment",
        "Exif.Image.XPComment",
      ]
    ),
    ("subject", ["Exif.Image.XPSubject"]),
    ("author", ["Xmp.dc.creator", "Iptc.Application2.Byline", "Exif.Image.Artist", "Exif.Image.XPAuthor"]),
    ("keywords", ["Xmp.dc.subject", "Iptc.Application2.Keywords", "Exif.Image.XPKeywords"]),
    ("rights", ["Xmp.dc.rights", "Iptc.Application2.Copyright", "Exif.Image.Copyright"]),
    ("credit", ["Xmp.photoshop.Credit", "Iptc.Application2.Credit"]),
    ("city", ["Xmp.photoshop.City", "Iptc.Application2.City"]),
    ("region", ["Xmp.photoshop.State", "Iptc.Application2.ProvinceState"]),
    ("country", ["Xmp.photoshop.Country", "Iptc.Application2.CountryName"]),
    ("location", ["Xmp.iptc.Location", "Iptc.Application2.SubLocation"]),
    (
      "created",
      [
        "Exif.Photo.DateTimeOriginal", "Xmp.xmp.CreateDate", "Xmp.photoshop.DateCreated",
        "Exif.Photo.DateTimeDigitized",
      ]
    ),
    ("modified", ["Exif.Image.DateTime", "Xmp.xmp.ModifyDate"]),
    ("generator", ["Xmp.xmp.CreatorTool", "Exif.Image.Software"]),
    ("camera_make", ["Exif.Image.Make", "Xmp.tiff.Make"]), ("camera_model", ["Exif.Image.Model", "Xmp.tiff.Model"]),
    ("lens", ["Exif.Photo.LensModel", "Xmp.aux.Lens"]), ("exposure_time", ["Exif.Photo.ExposureTime"]),
    ("f_number", ["Exif.Photo.FNumber"]), ("iso", ["Exif.Photo.ISOSpeedRatings"]),
    ("focal_length", ["Exif.Photo.FocalLength"]), ("flash", ["Exif.Photo.Flash"]),
    ("orientation", ["Exif.Image.Orientation"]),
    ("gps_latitude", ["Exif.GPSInfo.GPSLatitude"]), ("gps_latitude_ref", ["Exif.GPSInfo.GPSLatitudeRef"]),
    ("gps_longitude", ["Exif.GPSInfo.GPSLongitude"]), ("gps_longitude_ref", ["Exif.GPSInfo.GPSLongitudeRef"]),
    ("gps_altitude", ["Exif.GPSInfo.GPSAltitude"]),
  ]
  /// Those that a reader would read, in the order in which they are written.
  private static let texts: Set<String> = [
    "headline", "description", "subject", "author", "keywords", "credit", "city", "region", "country", "location",
  ]
  private static let lists: Set<String> = ["keywords", "author"]

  static func prepare() { PictureMetadata.prepare() }

  /// Reports what the picture in `bytes` says of itself.
  ///
  /// - Returns: `outOfMemory`, or nil: one that cannot be read says nothing, and that is no failure of the picture's. And its orientation, 1 to 8
  ///   (EXIF), where it says it.
  static func report<Sink: ExtractionSink>(
    _ bytes: UnsafeRawBufferPointer, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> (problem: ExtractionError?, orientation: Int?) {
    let picture: PictureMetadata
    do throws(PictureError) {
      picture = try PictureMetadata(content: bytes)
    } catch {
      return (error == .outOfMemory ? .outOfMemory : nil, nil)
    }
    if let size = picture.size {
      try output.property("width", "\(size.width)")
      try output.property("height", "\(size.height)")
    }
    var entries: [String: [String]] = [:]
    picture.forEach { key, value in
      let line = Cleaning.line(value)
      if !line.isEmpty, (entries[key]?.count ?? 0) < 100 { entries[key, default: []].append(line) }
    }
    let writer = FlowWriter(output)
    for (property, names) in keys {
      guard let values = names.lazy.compactMap({ entries[$0] }).first else { continue }
      for value in lists.contains(property) ? values : Array(values.prefix(1)) {
        if property == "title" {
          try output.title(value)
        } else {
          try output.property(property, Self.moment(value) ?? value)
        }
        if texts.contains(property) { try writer.line(value) }
      }
    }
    try writer.endStretch()
    return (nil, picture.orientation)
  }

  /// `2013:01:01 12:00:00`, as EXIF writes it (2.32, 4.6.5), in the form that all formats share; nil for anything else.
  private static func moment(_ value: String) -> String? {
    let bytes = Array(value.utf8)
    guard bytes.count == 19, bytes[4] == UInt8(ascii: ":"), bytes[7] == UInt8(ascii: ":"), bytes[10] == 0x20 else {
      return nil
    }
    let halves = value.split(separator: " ")
    return halves[0].split(separator: ":").joined(separator: "-") + "T" + halves[1]
  }
}
