import Documents

/// Tells apart the formats that are ZIP archives, by the names of the members at the beginning.
struct ZipLook {
  private var members: Set<String> = []
  private var folders: Set<String> = []

  /// Looks at the local headers (PKWARE APPNOTE 4.3.7) in the first 64 KiB. Sizes in them may be missing, so they are found by
  /// their signature rather than by skipping.
  init(_ bytes: UnsafeRawBufferPointer) {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(64 << 10))
    var position = 0
    while position + 30 < window.count {
      guard window[position] == 0x50, window[position..<(position + 4)].elementsEqual([0x50, 0x4B, 3, 4]) else {
        position += 1
        continue
      }
      let length = Int(window[position + 26]) | Int(window[position + 27]) << 8
      let name = String(decoding: window[(position + 30)...].prefix(length), as: UTF8.self)
      members.insert(name)
      if let slash = name.firstIndex(of: "/") { folders.insert(String(name[..<slash])) }
      position += 30 + length
    }
  }

  /// The format; nil for what is just an archive.
  var type: MediaType? {
    if members.contains("[Content_Types].xml") { return officeType }
    if members.contains("AndroidManifest.xml") { return "application/vnd.android.package-archive" }
    if members.contains("META-INF/MANIFEST.MF") { return "application/java-archive" }
    if members.contains("doc.kml") { return "application/vnd.google-earth.kmz" }
    if members.contains("FixedDocSeq.fdseq") { return "application/vnd.ms-xpsdocument" }
    return nil
  }

  /// Office Open XML (ECMA-376): the part names differ by application.
  private var officeType: MediaType? {
    if folders.contains("word") { return "application/vnd.openxmlformats-officedocument.wordprocessingml.document" }
    if folders.contains("xl") { return "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" }
    if folders.contains("ppt") { return "application/vnd.openxmlformats-officedocument.presentationml.presentation" }
    if folders.contains("visio") { return "application/vnd.ms-visio.drawing" }
    if folders.contains("Documents") || members.contains("FixedDocumentSequence.fdseq") {
      return "application/vnd.ms-xpsdocument"
    }
    return nil
  }
}
