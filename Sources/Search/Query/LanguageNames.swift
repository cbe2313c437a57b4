/// Languages by what people call them, in English and in the language itself.
package enum LanguageNames {
  /// The ISO 639-1 code; a name that is not known stands for itself.
  package static func code(for name: String) -> String { table[name] ?? name }

  package static func isKnown(_ name: String) -> Bool { table[name] != nil }

  private static let table: [String: String] = {
    var table: [String: String] = [:]
    for line in data.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      for word in words { table[word] = words[0] }
    }
    return table
  }()

  private static let data = """
    ar arabic العربية
    bg bulgarian български
    ca catalan català
    cs czech čeština
    da danish dansk
    de german deutsch
    el greek ελληνικά
    en english
    es spanish español castellano
    et estonian eesti
    eu basque euskara
    fa persian farsi فارسی
    fi finnish suomi
    fr french français francais
    ga irish gaeilge
    he hebrew עברית
    hi hindi हिन्दी
    hr croatian hrvatski
    hu hungarian magyar
    hy armenian հայերեն
    id indonesian
    it italian italiano
    ja japanese 日本語
    ko korean 한국어
    lt lithuanian lietuvių
    lv latvian latviešu
    nl dutch nederlands
    no norwegian norsk nb nn
    pl polish polski
    pt portuguese português portugues
    ro romanian română
    ru russian русский
    sk slovak slovenčina
    sl slovenian slovenščina
    sr serbian српски
    sv swedish svenska
    ta tamil தமிழ்
    th thai ไทย
    tr turkish türkçe
    uk ukrainian українська
    vi vietnamese
    zh chinese 中文
    """
}
