import Documents
import Languages
import Pipeline
import Tagging
import Testing

@Suite(.timeLimit(.minutes(1)))
struct LanguageTests {
  private func language(_ text: String) -> String? {
    var reader = LanguageReader()
    return LanguageReader.estimate(reader.read(text))?.code
  }

  @Test(
    arguments: [
      ("Das Feuer brennt die ganze Nacht, und niemand schläft.", "de"),
      ("The keeper climbs the stairs every evening to trim the wick.", "en"),
      ("Le gardien monte l'escalier chaque soir pour allumer la lampe.", "fr"),
      ("El farero sube cada noche la escalera para encender la lámpara.", "es"),
      ("O faroleiro sobe todas as noites a escada para acender a lâmpada.", "pt"),
      ("Il guardiano sale ogni sera le scale per accendere la lampada.", "it"),
      ("De wachter klimt elke avond de trap op om de lamp aan te steken.", "nl"),
      ("Fyrvaktaren går uppför trappan varje kväll för att tända lampan.", "sv"),
      ("Fyrpasseren går op ad trappen hver aften for at tænde lampen.", "da"),
      ("Majakanvartija kiipeää joka ilta portaat sytyttääkseen lampun.", "fi"),
      ("Latarnik wchodzi co wieczór po schodach, żeby zapalić lampę.", "pl"),
      ("A toronyőr minden este felmegy a lépcsőn, hogy meggyújtsa a lámpát.", "hu"),
      ("Fener bekçisi her akşam lambayı yakmak için merdivenleri çıkar.", "tr"),
      ("Смотритель маяка каждый вечер поднимается по лестнице.", "ru"),
      ("Доглядач маяка щовечора піднімається сходами нагору.", "uk"),
      ("Ο φύλακας ανεβαίνει κάθε βράδυ τη σκάλα.", "el"), ("灯台守は毎晩階段を上ってランプに火をつける。", "ja"),
      ("看守人每天晚上爬上楼梯点亮灯。", "zh"), ("등대지기는 매일 저녁 계단을 올라간다.", "ko"),
      ("يصعد حارس المنارة الدرج كل مساء ليشعل المصباح.", "ar"),
    ])
  func `one sentence tells its language`(text: String, code: String) {
    #expect(language(text) == code)
  }

  @Test func `numbers, names in code and single letters are in no language`() {
    #expect(language("12 345,00 | 17.5 | 2024-05-31") == nil)
    #expect(language("get_item_2 setValue4x x y z _a0 b1_c2 readByteArray __init__") == nil)
    #expect(language("") == nil)
  }

  @Test func `a document's language comes of all its parts, and parts have their own`() {
    var tagger = Tagger(TaggingRequest())
    let german = String(repeating: "Das Feuer brennt die ganze Nacht, und niemand schläft. ", count: 12)
    let english = String(repeating: "The keeper climbs the stairs every evening. ", count: 6)
    for text in [german, english, german] { tagger.observe(.part(TextPart(pages: nil, text: text))) }

    let found = tagger.finish().findings.compactMap { finding -> LanguageFinding? in
      if case .language(let language) = finding { language } else { nil }
    }

    #expect(found.map(\.part) == [nil, 1, 2, 3])
    #expect(found.map(\.code) == ["de", "de", "en", "de"])
    #expect(found.allSatisfy { (0...1).contains($0.confidence) })
  }

  @Test func `every part of a long document that is long enough has its language`() {
    var tagger = Tagger(TaggingRequest())
    let german = String(repeating: "Das Feuer brennt die ganze Nacht, und niemand schläft. ", count: 40)
    let english = String(repeating: "The keeper climbs the stairs every evening. ", count: 6)
    for part in 1...60 { tagger.observe(.part(TextPart(pages: nil, text: part == 45 ? english : german))) }

    let codes = tagger.finish().findings.compactMap { finding -> String? in
      if case .language(let language) = finding, language.part != nil { language.code } else { nil }
    }

    #expect(codes == (1...60).map { $0 == 45 ? "en" : "de" })
  }
}
