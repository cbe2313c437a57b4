extension EntityRules {
  /// A date that begins with a number, in ISO 8601's form: `2024-05-31`, `31.5.2024`, `31/05/2024`, `31 May 2024` and `31st of May 2024`.
  /// Where day and month could be either (`5/6/2024`), nobody can tell, and nothing is said.
  static func date(_ text: Text, _ at: Int) -> Match? {
    if let match = easternDate(text, at) { return match }
    var at = at
    guard let first = number(text, &at), at < text.count else { return nil }
    let isOrdinal = passOrdinal(text, &at)
    guard at < text.count else { return nil }
    let sign = text[at]
    if sign == 0x20 || sign == 0x2E && at + 1 < text.count && text[at + 1] == 0x20 {
      return first.digits <= 2 ? named(text, at, day: first.value) : nil
    }
    guard !isOrdinal, sign == 0x2D || sign == 0x2E || sign == 0x2F else { return nil }
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

  /// A date as Chinese, Japanese and Korean have it: `2009年3月7日`, `2009년 3월 7일`. It needs no space before it.
  static func easternDate(_ text: Text, _ at: Int) -> Match? {
    var at = at
    var parts: [Int] = []
    for units in easternUnits {
      while at < text.count, text[at] == 0x20 { at += 1 }
      guard let part = number(text, &at), part.digits == 4 || !parts.isEmpty && part.digits <= 2 else { return nil }
      while at < text.count, text[at] == 0x20 { at += 1 }
      guard let unit = units.first(where: { text[at...].starts(with: $0) }) else { return nil }
      parts.append(part.value)
      at += unit.count
    }
    return iso(parts[0], parts[1], parts[2], end: at)
  }

  /// What stands behind a year, a month and a day.
  private static let easternUnits: [[[UInt8]]] = [["年", "년"], ["月", "월"], ["日", "号", "號", "일"]].map { units in
    units.map { Array($0.utf8) }
  }

  /// A date that begins with the name of its month: `March 7, 2018`, `March 7th, 2018`, `Sept. 7 2018`.
  static func monthDate(_ text: Text, _ at: Int) -> Match? {
    guard monthInitials.contains(text[at]) else { return nil }
    var at = at
    guard let name = word(text, &at), let month = months[name] else { return nil }
    if at < text.count, text[at] == 0x2E { at += 1 }
    guard at < text.count, text[at] == 0x20 else { return nil }
    while at < text.count, text[at] == 0x20 { at += 1 }
    guard let day = number(text, &at), day.digits <= 2 else { return nil }
    _ = passOrdinal(text, &at)
    guard at < text.count, text[at] == 0x20 || text[at] == 0x2C else { return nil }
    while at < text.count, text[at] == 0x20 || text[at] == 0x2C { at += 1 }
    return ending(text, at, month, day.value)
  }

  /// The capitals that names of months begin with, in the languages that put them first.
  private static let monthInitials = Set("JFMASOND".utf8)

  /// Passes over what makes a number an ordinal one: `1st`, `2nd`, `3rd`, `4th`, `1er`, `1º`, `1ª`.
  private static func passOrdinal(_ text: Text, _ at: inout Int) -> Bool {
    guard at + 1 < text.count, at + 2 == text.count || (text[at + 2] | 0x20) &- 0x61 >= 26 else { return false }
    let suffix = [text[at] | 0x20, text[at + 1] | 0x20]
    guard ordinals.contains(suffix) else { return false }
    at += 2
    return true
  }

  // The bit of capitals is set in what is compared.
  private static let ordinals: Set<[UInt8]> = Set(
    ["st", "nd", "rd", "th", "er", "º", "ª", "°"].map { suffix in
      suffix.utf8.map { $0 | 0x20 }
    })

  /// `31 May 2024`, `31. Mai 2024`, `31 de mayo de 2024`, of which the day was read.
  private static func named(_ text: Text, _ start: Int, day: Int) -> Match? {
    var at = start
    if at < text.count, text[at] == 0x2E { at += 1 }
    var month: Int?
    for _ in 0..<2 where month == nil {
      guard let word = word(text, &at) else { return nil }
      guard word != "de", word != "of" else { continue }
      month = months[word]
      if month == nil { return nil }
    }
    guard let month else { return nil }
    var rest = at
    if word(text, &rest) == "de" { at = rest }
    while at < text.count, text[at] == 0x20 || text[at] == 0x2C || text[at] == 0x2E { at += 1 }
    return ending(text, at, month, day)
  }

  /// The date that a year of four digits ends.
  private static func ending(_ text: Text, _ start: Int, _ month: Int, _ day: Int) -> Match? {
    var at = start
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
    while at < text.count, at - start < 24, (text[at] | 0x20) &- 0x61 < 26 || text[at] >= 0x80 { at += 1 }
    return at > start ? String(decoding: text[start..<at], as: UTF8.self).lowercased() : nil
  }

  private static func iso(_ year: Int, _ month: Int, _ day: Int, end: Int) -> Match? {
    guard (1000...2999).contains(year), (1...12).contains(month) else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    guard (1...days).contains(day) else { return nil }
    return ("\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)", end)
  }

  /// In English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Polish and Russian, in the case that dates have.
  private static let months: [String: Int] = {
    let names = [
      "january jan januar janvier enero gennaio janeiro januari stycznia января",
      "february feb februar février febrero febbraio fevereiro februari lutego февраля",
      "march mar märz mars marzo março maart marca марта", "april apr avril abril aprile kwietnia апреля",
      "may mai mayo maggio maio mei maj maja мая", "june jun juni juin junio giugno junho czerwca июня",
      "july jul juli juillet julio luglio julho lipca июля",
      "august aug août agosto augustus augusti sierpnia августа",
      "september sep sept septembre septiembre settembre setembro września сентября",
      "october oct oktober okt octobre octubre ottobre outubro października октября",
      "november nov novembre noviembre novembro listopada ноября",
      "december dec dezember dez décembre diciembre dicembre dezembro grudnia декабря",
    ]
    var months: [String: Int] = [:]
    for (index, list) in names.enumerated() {
      for name in list.split(separator: " ") { months[String(name)] = index + 1 }
    }
    return months
  }()
}
