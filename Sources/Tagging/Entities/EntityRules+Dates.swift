extension EntityRules {
  /// A date, in ISO 8601's form: `2024-05-31`, `31.5.2024`, `31/05/2024` and `31 May 2024`, with names of months in English, German,
  /// French, Spanish and Italian. Where day and month could be either (`5/6/2024`), nobody can tell, and nothing is said.
  static func date(_ text: Text, _ at: Int) -> Match? {
    var at = at
    guard let first = number(text, &at), at < text.count else { return nil }
    let sign = text[at]
    if sign == 0x20 || sign == 0x2E && at + 1 < text.count && text[at + 1] == 0x20 {
      return first.digits <= 2 ? named(text, at, day: first.value) : nil
    }
    guard sign == 0x2D || sign == 0x2E || sign == 0x2F else { return nil }
    at += 1
    guard let second = number(text, &at), second.digits <= 2, at < text.count, text[at] == sign else { return nil }
    at += 1
    guard let third = number(text, &at), at == text.count || !isDigit(text[at]) else { return nil }
    switch (first.digits, third.digits, sign) {
    case (4, 1...2, _): return iso(first.value, second.value, third.value, end: at)
    case (1...2, 4, 0x2E): return iso(third.value, second.value, first.value, end: at)
    case (1...2, 4, _) where first.value > 12: return iso(third.value, second.value, first.value, end: at)
    case (1...2, 4, _) where second.value > 12: return iso(third.value, first.value, second.value, end: at)
    case (1...2, 4, _) where second.value == first.value: return iso(third.value, first.value, second.value, end: at)
    default: return nil
    }
  }

  /// `31 May 2024`, `31. Mai 2024`, `31 de mayo de 2024`, of which the day was read.
  private static func named(_ text: Text, _ start: Int, day: Int) -> Match? {
    var at = start
    if at < text.count, text[at] == 0x2E { at += 1 }
    var month: Int?
    for _ in 0..<2 where month == nil {
      guard let word = word(text, &at) else { return nil }
      guard word != "de" else { continue }
      month = months[word]
      if month == nil { return nil }
    }
    guard let month else { return nil }
    var rest = at
    if word(text, &rest) == "de" { at = rest }
    while at < text.count, text[at] == 0x20 || text[at] == 0x2C || text[at] == 0x2E { at += 1 }
    guard let year = number(text, &at), year.digits == 4, at == text.count || !isDigit(text[at]) else { return nil }
    return iso(year.value, month, day, end: at)
  }

  private static func number(_ text: Text, _ at: inout Int) -> (value: Int, digits: Int)? {
    let start = at
    var value = 0
    while at < text.count, isDigit(text[at]), at - start < 5 {
      value = value * 10 + Int(text[at] - 0x30)
      at += 1
    }
    return at > start ? (value, at - start) : nil
  }

  /// The next word, in small letters, behind spaces.
  private static func word(_ text: Text, _ at: inout Int) -> String? {
    while at < text.count, text[at] == 0x20 { at += 1 }
    let start = at
    while at < text.count, at - start < 12, (text[at] | 0x20) &- 0x61 < 26 || text[at] >= 0x80 { at += 1 }
    return at > start ? String(decoding: text[start..<at], as: UTF8.self).lowercased() : nil
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int, end: Int) -> Match? {
    guard (1000...2999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard (1...days).contains(day) else { return nil }
    return ("\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)", end)
  }

  private static let months: [String: Int] = {
    let names = [
      "january jan januar janvier enero gennaio", "february feb februar février febrero febbraio",
      "march mar märz mars marzo", "april apr avril abril aprile", "may mai mayo maggio",
      "june jun juni juin junio giugno",
      "july jul juli juillet julio luglio", "august aug août agosto",
      "september sep sept septembre septiembre settembre",
      "october oct oktober okt octobre octubre ottobre", "november nov novembre noviembre",
      "december dec dezember dez décembre diciembre dicembre",
    ]
    var months: [String: Int] = [:]
    for (index, list) in names.enumerated() {
      for name in list.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}
