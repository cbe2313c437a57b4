/// A character encoding, by the name under which glibc's `iconv` knows it.
struct CharacterEncoding: Hashable, Sendable {
  let name: String

  static let utf8 = CharacterEncoding(name: "UTF-8")
  static let utf16LittleEndian = CharacterEncoding(name: "UTF-16LE")
  static let utf16BigEndian = CharacterEncoding(name: "UTF-16BE")
  static let utf32LittleEndian = CharacterEncoding(name: "UTF-32LE")
  static let utf32BigEndian = CharacterEncoding(name: "UTF-32BE")
  static let windows1252 = CharacterEncoding(name: "CP1252")

  /// The name that people know: `windows-1252` where glibc says `CP1252`.
  var commonName: String { name.hasPrefix("CP125") ? "windows-" + name.dropFirst(2) : name }

  private init(name: String) { self.name = name }

  /// The encoding that a document means by a label, as the WHATWG Encoding Standard reads labels; nil for an unknown one.
  init?(label: some StringProtocol) {
    let key = label.lowercased().filter { $0.isLetter || $0.isNumber }
    guard let name = Self.labels[key] else { return nil }
    self.name = name
  }

  /// Every encoding that a label can mean, once.
  static var all: [CharacterEncoding] { Set(labels.values).sorted().map(CharacterEncoding.init(name:)) }

  /// Labels without case and punctuation. Latin-1 and ASCII mean Windows-1252, as for every browser.
  private static let labels: [String: String] = [
    "utf8": "UTF-8", "unicode11utf8": "UTF-8", "utf16": "UTF-16LE", "utf16le": "UTF-16LE", "utf16be": "UTF-16BE",
    "iso88591": "CP1252", "iso885911": "CP874", "latin1": "CP1252", "l1": "CP1252", "ascii": "CP1252",
    "usascii": "CP1252", "windows1252": "CP1252", "cp1252": "CP1252", "iso88592": "ISO-8859-2", "latin2": "ISO-8859-2",
    "iso88593": "ISO-8859-3", "iso88594": "ISO-8859-4", "iso88595": "ISO-8859-5", "iso88596": "ISO-8859-6",
    "iso88597": "ISO-8859-7", "iso88598": "ISO-8859-8", "iso88598i": "ISO-8859-8", "iso88599": "CP1254",
    "latin5": "CP1254", "iso885910": "ISO-8859-10", "iso885913": "ISO-8859-13", "iso885914": "ISO-8859-14",
    "iso885915": "ISO-8859-15", "latin9": "ISO-8859-15", "iso885916": "ISO-8859-16", "windows1250": "CP1250",
    "cp1250": "CP1250", "windows1251": "CP1251", "cp1251": "CP1251", "windows1253": "CP1253", "windows1254": "CP1254",
    "windows1255": "CP1255", "windows1256": "CP1256", "windows1257": "CP1257", "windows1258": "CP1258",
    "windows874": "CP874", "tis620": "CP874", "koi8r": "KOI8-R", "koi8u": "KOI8-U", "ibm866": "CP866", "cp866": "CP866",
    "macintosh": "MACINTOSH", "macroman": "MACINTOSH", "xmaccyrillic": "MAC-CYRILLIC", "shiftjis": "CP932",
    "sjis": "CP932", "xsjis": "CP932", "windows31j": "CP932", "mskanji": "CP932", "eucjp": "EUC-JP",
    "xeucjp": "EUC-JP", "iso2022jp": "ISO-2022-JP", "gb2312": "GB18030", "gbk": "GB18030", "gb18030": "GB18030",
    "xgbk": "GB18030", "big5": "BIG5-HKSCS", "big5hkscs": "BIG5-HKSCS", "euckr": "CP949", "ksc56011987": "CP949",
    "ksc5601": "CP949", "windows949": "CP949", "ksx1001": "EUC-KR", "cp437": "CP437", "ibm850": "CP850",
    "cp850": "CP850",
  ]
}
