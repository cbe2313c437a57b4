import Documents

/// Tells apart the formats that are ZIP archives, by the names of their members, and by what a first member of that purpose says.
struct ZipLook {
  /// Members looked at: those that tell a format are among the first of any real document.
  private static let mostMembers = 4_096
  /// Bytes at the end in which the directory's own place is written (PKWARE APPNOTE 4.3.16: a comment of 65,535 bytes at most).
  private static let tail = 22 + 65_535

  private var members: Set<String> = []
  private var folders: Set<String> = []
  private var declared: MediaType?

  /// Looks at the directory at the end; where that is broken or missing, at the headers of the members in the first 64 KiB.
  init(_ bytes: UnsafeRawBufferPointer) {
    declared = Self.declaredType(bytes)
    readDirectory(of: bytes)
    if members.isEmpty { readHeaders(of: bytes) }
  }

  /// The format; nil for what is just an archive.
  var type: MediaType? {
    if let declared { return declared }
    if members.contains("[Content_Types].xml") || members.contains("_rels/.rels") { return officeType }
    if members.contains("META-INF/container.xml") { return "application/epub+zip" }
    if members.contains("AndroidManifest.xml") { return "application/vnd.android.package-archive" }
    if members.contains("META-INF/MANIFEST.MF") { return "application/java-archive" }
    if members.contains("doc.kml") { return "application/vnd.google-earth.kmz" }
    if members.contains("FixedDocSeq.fdseq") { return "application/vnd.ms-xpsdocument" }
    if members.contains("index.apxl") { return "application/vnd.apple.keynote" }
    return nil
  }

  /// Office Open XML (ECMA-376): the part names differ by application, and macros are a part of their own.
  private var officeType: MediaType? {
    if folders.contains("word") {
      return members.contains("word/vbaProject.bin")
        ? "application/vnd.ms-word.document.macroenabled.12"
        : "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    }
    if folders.contains("xl") {
      if members.contains("xl/workbook.bin") { return "application/vnd.ms-excel.sheet.binary.macroenabled.12" }
      return members.contains("xl/vbaProject.bin")
        ? "application/vnd.ms-excel.sheet.macroenabled.12"
        : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
    if folders.contains("ppt") {
      return members.contains("ppt/vbaProject.bin")
        ? "application/vnd.ms-powerpoint.presentation.macroenabled.12"
        : "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    }
    if folders.contains("visio") { return "application/vnd.ms-visio.drawing" }
    if folders.contains("3D") { return "model/3mf" }
    if folders.contains("Documents") || members.contains("FixedDocumentSequence.fdseq") {
      return "application/vnd.ms-xpsdocument"
    }
    return nil
  }

  /// What a first member `mimetype`, stored as it is, says (OpenDocument 1.3 part 2, 3.3; EPUB OCF 3.3, 4.3).
  private static func declaredType(_ bytes: UnsafeRawBufferPointer) -> MediaType? {
    guard bytes.count > 38, bytes[8] == 0, bytes[9] == 0, bytes[30..<38].elementsEqual("mimetype".utf8) else {
      return nil
    }
    let start = 30 + 8 + bytes.number(at: 28, bytes: 2)
    // The length is missing where a descriptor follows the data; the next header begins with PK.
    let length = bytes.number(at: 18, bytes: 4)
    let text = bytes.dropFirst(start).prefix(length > 0 ? min(length, 128) : 128).prefix { $0 > 0x20 && $0 < 0x7F }
    let name = String(decoding: text, as: UTF8.self).split(separator: "PK", maxSplits: 1).first.map(String.init) ?? ""
    return name.contains("/") ? MediaType(rawValue: name) : nil
  }

  /// The central directory (APPNOTE 4.3.12).
  private mutating func readDirectory(of bytes: UnsafeRawBufferPointer) {
    var end = bytes.count - 22
    let lowest = max(0, bytes.count - Self.tail)
    while end >= lowest, !bytes.hasSignature(at: end, 5, 6) { end -= 1 }
    guard end >= lowest, end >= 0 else { return }
    var position = bytes.number(at: end + 16, bytes: 4)
    while members.count < Self.mostMembers, position + 46 <= bytes.count, bytes.hasSignature(at: position, 1, 2) {
      let length = bytes.number(at: position + 28, bytes: 2)
      add(bytes.dropFirst(position + 46).prefix(length))
      position += 46 + length + bytes.number(at: position + 30, bytes: 2) + bytes.number(at: position + 32, bytes: 2)
    }
  }

  /// The local headers (APPNOTE 4.3.7). Sizes in them may be missing, so they are found by their signature rather than by skipping.
  private mutating func readHeaders(of bytes: UnsafeRawBufferPointer) {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
    var position = 0
    while position + 30 < window.count {
      guard window.hasSignature(at: position, 3, 4) else {
        position += 1
        continue
      }
      let length = window.number(at: position + 26, bytes: 2)
      add(window.dropFirst(position + 30).prefix(length))
      position += 30 + length
    }
  }

  private mutating func add(_ bytes: Slice<UnsafeRawBufferPointer>) {
    let written = String(decoding: bytes, as: UTF8.self)
    let name = written.contains("\\") ? String(written.map { $0 == "\\" ? "/" : $0 }) : written
    members.insert(name)
    if let slash = name.firstIndex(of: "/") { folders.insert(String(name[..<slash])) }
  }
}

extension UnsafeRawBufferPointer {
  /// A little-endian number.
  fileprivate func number(at offset: Int, bytes count: Int) -> Int {
    guard offset >= 0, offset + count <= self.count else { return 0 }
    return (0..<count).reduce(0) { $0 | Int(self[offset + $1]) << (8 * $1) }
  }

  /// `PK` and these two bytes.
  fileprivate func hasSignature(at offset: Int, _ third: UInt8, _ fourth: UInt8) -> Bool {
    offset >= 0 && offset + 4 <= count && self[offset] == 0x50 && self[offset + 1] == 0x4B && self[offset + 2] == third
      && self[offset + 3] == fourth
  }
}
