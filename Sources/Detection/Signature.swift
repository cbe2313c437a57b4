import Documents

/// Beginnings of formats that libmagic 5.44 does not know.
enum Signature {
  private static let table: [(offset: Int, bytes: [UInt8], type: MediaType)] = [
    (0, [0xE4, 0x52, 0x5C, 0x7B, 0x8C, 0xD8, 0xA7, 0x4D], "application/onenote"),
    (0, [0x3F, 0xDD, 0x9A, 0x10, 0x1B, 0x91, 0xF5, 0x49], "application/onenote"),
    (40, Array(" EMF".utf8), "image/emf"),
    (12, [0x62, 0x31, 0x05, 0x00], "application/x-berkeley-db"),
    (12, [0x61, 0x15, 0x06, 0x00], "application/x-berkeley-db"),
    (12, [0x53, 0x22, 0x04, 0x00], "application/x-berkeley-db"),
    (0, [0xD7, 0xCD, 0xC6, 0x9A], "image/wmf"),
    (0, Array("SIMPLE  =".utf8), "application/fits"),
    (0, Array("ISc(".utf8), "application/x-installshield"),
    (0, [0x00, 0x61, 0x73, 0x6D], "application/wasm"),
    (0, Array("SQLite format 3".utf8), "application/x-sqlite3"),
    (0, Array("PAR1".utf8), "application/x-parquet"),
    (0, [0x09, 0x04, 0x06, 0x00], "application/vnd.ms-excel.sheet.4"),
    (0, [0x09, 0x02, 0x06, 0x00], "application/vnd.ms-excel.sheet.3"),
    (0, [0x09, 0x00, 0x04, 0x00], "application/vnd.ms-excel.sheet.2"),
    (0, Array("wOF2".utf8), "font/woff2"),
    (4, Array("ftypheic".utf8), "image/heic"),
    (4, Array("ftypavif".utf8), "image/avif"),
  ]

  private static let texts: [(opening: String, type: MediaType)] = [
    ("-----BEGIN CERTIFICATE-----", "application/x-x509-cert"),
    ("-----BEGIN PRIVATE KEY-----", "application/x-x509-key"),
    ("-----BEGIN PUBLIC KEY-----", "application/x-x509-key"),
    ("-----BEGIN RSA PRIVATE KEY-----", "application/x-x509-key"),
    ("-----BEGIN DSA PRIVATE KEY-----", "application/x-x509-key"),
    ("-----BEGIN EC PRIVATE KEY-----", "application/x-x509-key"),
    ("-----BEGIN EC PARAMETERS-----", "application/x-x509-ec-parameters"),
    ("-----BEGIN DSA PARAMETERS-----", "application/x-x509-dsa-parameters"),
    ("-----BEGIN PGP PUBLIC KEY BLOCK-----", "application/pgp-keys"),
    ("-----BEGIN PGP SIGNATURE-----", "application/pgp-signature"),
    ("-----BEGIN PGP MESSAGE-----", "application/pgp-encrypted"),
    ("User-agent:", "text/x-robots"),
    ("WEBVTT", "text/vtt"),
    ("BEGIN:VCALENDAR", "text/calendar"),
    ("BEGIN:VCARD", "text/x-vcard"),
    ("{\\rtf", "text/rtf"),
  ]

  /// The type of binary content; nil when no signature fits.
  static func type(of bytes: UnsafeRawBufferPointer) -> MediaType? {
    table.first { bytes.dropFirst($0.offset).starts(with: $0.bytes) }?.type ?? derType(of: bytes)
  }

  /// The type of text by its first characters; nil when none fits.
  static func textType(of start: UnsafeRawBufferPointer) -> MediaType? {
    texts.first { start.starts(with: $0.opening.utf8) }?.type
  }

  /// ASN.1 in DER (X.690): a certificate is a sequence whose first member is a sequence with a version; a key begins with a
  /// version number or with its algorithm.
  private static func derType(of bytes: UnsafeRawBufferPointer) -> MediaType? {
    guard let inner = derBody(bytes[...]), let tag = inner.first else { return nil }
    if inner.starts(with: [0x02, 0x01, 0x00]) || inner.starts(with: [0x02, 0x01, 0x01]) {
      return "application/x-x509-key"
    }
    guard tag == 0x30, let member = derBody(inner) else { return nil }
    if member.starts(with: [0xA0, 0x03, 0x02, 0x01]) { return "application/x-x509-cert" }
    return member.first == 0x06 ? "application/x-x509-key" : nil
  }

  /// The content of the DER sequence at the beginning, when its length fits what is there.
  private static func derBody(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer>? {
    let head = Array(bytes.prefix(6))
    guard head.count > 4, head[0] == 0x30 else { return nil }
    guard head[1] >= 0x80 else { return bytes.dropFirst(2) }
    let digits = Int(head[1] & 0x7F)
    guard (1...3).contains(digits) else { return nil }
    let length = head[2..<(2 + digits)].reduce(0) { $0 << 8 | Int($1) }
    return length <= bytes.count ? bytes.dropFirst(2 + digits) : nil
  }
}
