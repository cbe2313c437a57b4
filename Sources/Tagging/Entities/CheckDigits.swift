/// The check digits of numbers, without which any row of digits would pass for one.
enum CheckDigits {
  /// ISBN-10 and ISBN-13 (ISO 2108), without hyphens.
  static func isISBN(_ digits: [UInt8]) -> Bool {
    switch digits.count {
    case 10:
      let sum = digits.enumerated().reduce(0) { $0 + (10 - $1.offset) * value(ofX: $1.element) }
      return sum % 11 == 0 && digits.dropLast().allSatisfy(isDigit)
    case 13:
      guard digits.starts(with: "978".utf8) || digits.starts(with: "979".utf8), digits.allSatisfy(isDigit) else {
        return false
      }
      return digits.enumerated().reduce(0) { $0 + ($1.offset % 2 == 0 ? 1 : 3) * Int($1.element - 0x30) } % 10 == 0
    default: return false
    }
  }

  /// ORCID: sixteen digits by ISO/IEC 7064, MOD 11-2; the last may be X.
  static func isORCID(_ digits: [UInt8]) -> Bool {
    guard digits.count == 16, digits.dropLast().allSatisfy(isDigit) else { return false }
    let sum = digits.dropLast().reduce(0) { ($0 + Int($1 - 0x30)) * 2 % 11 }
    return (12 - sum) % 11 == value(ofX: digits[15])
  }

  /// IBAN (ISO 13616): letters count as 10 to 35, the first four characters go last, and the number is 1 modulo 97.
  static func isIBAN(_ characters: [UInt8]) -> Bool {
    guard let country = lengths[String(decoding: characters.prefix(2), as: UTF8.self)], characters.count == country
    else {
      return false
    }
    var remainder = 0
    for character in characters[4...] + characters[..<4] {
      switch character {
      case 0x30...0x39: remainder = (remainder * 10 + Int(character - 0x30)) % 97
      case 0x41...0x5A: remainder = (remainder * 100 + Int(character - 0x41) + 10) % 97
      default: return false
      }
    }
    return remainder == 1
  }

  /// The length of an IBAN by its country, from the registry of ISO 13616.
  private static let lengths = [
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29, "BY": 28,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24, "FI": 18,
    "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21, "HU": 28, "IE": 22,
    "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28, "LC": 32, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18,
    "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24,
    "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28, "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24,
    "XK": 20,
  ]

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  private static func value(ofX byte: UInt8) -> Int { byte == 0x58 || byte == 0x78 ? 10 : Int(byte) - 0x30 }
}
