/// A character encoding, by the name under which glibc's `iconv` knows it.
struct CharacterEncoding: Hashable, Sendable {
  let name: String

  static let utf8 = CharacterEncoding(name: "UTF-8")
  static let utf16LittleEndian = CharacterEncoding(name: "UTF-16LE")
  static let utf16BigEndian = CharacterEncoding(name: "UTF-16BE")
  static let utf32LittleEndian = CharacterEncoding(name: "UTF-32LE")
  static let utf32BigEndian = CharacterEncoding(name: "UTF-32BE")
  static let windows1252 = CharacterEncoding(name: "CP1252")

  /// RFC 1843, which glibc does not know: it is read as GB 18030 once its escapes are resolved.
  static let hz = CharacterEncoding(name: "HZ-GB-2312")
  static let gb18030 = CharacterEncoding(name: "GB18030")

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
    "cp850": "CP850", "ibm852": "CP852", "cp852": "CP852", "ibm862": "CP862", "cp862": "CP862", "cp1125": "CP1125",
    "maccyrillic": "MAC-CYRILLIC", "xmacukrainian": "MAC-CYRILLIC", "macukrainian": "MAC-CYRILLIC", "mac": "MACINTOSH",
    "xmacroman": "MACINTOSH", "csmacintosh": "MACINTOSH", "koi": "KOI8-R", "koi8": "KOI8-R", "cskoi8r": "KOI8-R",
    "koi8ru": "KOI8-U", "866": "CP866", "csibm866": "CP866", "ibm437": "CP437", "dos874": "CP874",
    "cp819": "CP1252", "ibm819": "CP1252", "isoir100": "CP1252", "csisolatin1": "CP1252", "xcp1252": "CP1252",
    "ansix341968": "CP1252", "iso885911987": "CP1252", "csisolatin2": "ISO-8859-2", "l2": "ISO-8859-2",
    "isoir101": "ISO-8859-2", "iso885921987": "ISO-8859-2", "csisolatin3": "ISO-8859-3", "l3": "ISO-8859-3",
    "latin3": "ISO-8859-3", "isoir109": "ISO-8859-3", "iso885931988": "ISO-8859-3", "csisolatin4": "ISO-8859-4",
    "l4": "ISO-8859-4", "latin4": "ISO-8859-4", "isoir110": "ISO-8859-4", "iso885941988": "ISO-8859-4",
    "csisolatincyrillic": "ISO-8859-5", "cyrillic": "ISO-8859-5", "isoir144": "ISO-8859-5",
    "iso885951988": "ISO-8859-5", "arabic": "ISO-8859-6", "asmo708": "ISO-8859-6", "csiso88596e": "ISO-8859-6",
    "csiso88596i": "ISO-8859-6", "csisolatinarabic": "ISO-8859-6", "ecma114": "ISO-8859-6",
    "iso88596e": "ISO-8859-6", "iso88596i": "ISO-8859-6", "isoir127": "ISO-8859-6", "iso885961987": "ISO-8859-6",
    "greek": "ISO-8859-7", "greek8": "ISO-8859-7", "csisolatingreek": "ISO-8859-7", "ecma118": "ISO-8859-7",
    "elot928": "ISO-8859-7", "isoir126": "ISO-8859-7", "iso885971987": "ISO-8859-7", "suneugreek": "ISO-8859-7",
    "hebrew": "ISO-8859-8", "visual": "ISO-8859-8", "logical": "ISO-8859-8", "csiso88598e": "ISO-8859-8",
    "csiso88598i": "ISO-8859-8", "csisolatinhebrew": "ISO-8859-8", "iso88598e": "ISO-8859-8",
    "isoir138": "ISO-8859-8", "iso885981988": "ISO-8859-8", "csisolatin5": "CP1254", "l5": "CP1254",
    "isoir148": "CP1254", "iso885991989": "CP1254", "xcp1254": "CP1254", "cp1254": "CP1254",
    "csisolatin6": "ISO-8859-10", "l6": "ISO-8859-10", "latin6": "ISO-8859-10", "isoir157": "ISO-8859-10",
    "csisolatin9": "ISO-8859-15", "l9": "ISO-8859-15", "xcp1250": "CP1250", "xcp1251": "CP1251", "cp1253": "CP1253",
    "xcp1253": "CP1253", "cp1255": "CP1255", "xcp1255": "CP1255", "cp1256": "CP1256", "xcp1256": "CP1256",
    "cp1257": "CP1257", "xcp1257": "CP1257", "cp1258": "CP1258", "xcp1258": "CP1258", "csshiftjis": "CP932",
    "ms932": "CP932", "cp932": "CP932", "cseucpkdfmtjapanese": "EUC-JP", "csiso2022jp": "ISO-2022-JP",
    "chinese": "GB18030", "csgb2312": "GB18030", "csiso58gb231280": "GB18030", "gb231280": "GB18030",
    "isoir58": "GB18030", "cp936": "GB18030", "euccn": "GB18030", "hzgb2312": "HZ-GB-2312", "hz": "HZ-GB-2312",
    "cnbig5": "BIG5-HKSCS", "csbig5": "BIG5-HKSCS", "xxbig5": "BIG5-HKSCS", "cp950": "BIG5-HKSCS",
    "cseuckr": "CP949", "csksc56011987": "CP949", "isoir149": "CP949", "korean": "CP949", "ksc56011989": "CP949",
    "cp949": "CP949", "uhc": "CP949", "iso2022kr": "ISO-2022-KR", "csiso2022kr": "ISO-2022-KR",
    "iso2022cn": "ISO-2022-CN", "unicode20utf8": "UTF-8", "xunicode20utf8": "UTF-8", "utf8n": "UTF-8",
    "csunicode": "UTF-16LE", "iso10646ucs2": "UTF-16LE", "ucs2": "UTF-16LE", "unicode": "UTF-16LE",
    "unicodefeff": "UTF-16LE", "unicodefffe": "UTF-16BE",
  ]
}
