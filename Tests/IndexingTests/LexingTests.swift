import Indexing
import Testing

struct LexingTests {
  @Test(arguments: [
    ("Hello, World!", "hello@0 world@1"),
    ("snake_case a/b\\c.txt", "snake@0 case@1 a@2 b@3 c@4 txt@5"),
    ("", ""), (" \u{0}\t", ""), ("-- ... ''' +++ ###", ""),
    ("https://www.canlii.org/x?y=1", "https@0 www@1 canlii@2 org@3 x@4 y@5 1@6"),
    ("mail ann.lee@example.org", "mail@0 ann@1 lee@2 example@3 org@4"),
    ("ok😀ok", "ok@0 ok@1"),
  ])
  func `cuts at what is neither letter nor digit`(text: String, words: String) {
    #expect(shown(text) == words)
  }

  @Test(arguments: [
    ("wi-fi", "wi@0 wifi@0* fi@1"),
    ("wi\u{2010}fi wi\u{2011}fi", "wi@0 wifi@0* fi@1 wi@2 wifi@2* fi@3"),
    ("mother-in-law", "mother@0 motherinlaw@0* in@1 law@2"),
    ("state-of-the-art", "state@0 of@1 the@2 art@3"),
    ("word--word a - b -c", "word@0 word@1 a@2 b@3 c@4"),
    ("exam-\n  ple, exam\u{AD}\r\nple", "exam@0 example@0* ple@1 exam@2 example@2* ple@3"),
    ("page-\nPage 12-\nfold a-\n\nb", "page@0 page@1 12@2 fold@3 a@4 b@5"),
    ("co\u{AD}op zero\u{200B}width", "coop@0 zerowidth@1"),
    ("covid-19 F-16 2024-01-02", "covid@0 covid19@0* 19@1 f@2 f16@2* 16@3 2024@4 01@5 02@6"),
  ])
  func `finds what hyphens join, whole and by its parts`(text: String, words: String) {
    #expect(shown(text) == words)
  }

  @Test(arguments: [
    ("don't won't DON'T", "dont@0 wont@1 dont@2"),
    ("dog's dogs' it's they're we've we'll he'd I'm", "dog@0 dogs@1 it@2 they@3 we@4 we@5 he@6 i@7"),
    (
      "l'homme qu'elle jusqu'ici d'avant-garde",
      "l@0 homme@1 qu@2 elle@3 jusqu@4 ici@5 d@6 avant@7 avantgarde@7* garde@8"
    ),
    ("dell'arte un'altra", "dell@0 arte@1 un@2 altra@3"),
    ("O'Brien rock'n'roll", "o@0 obrien@0* brien@1 rock@2 rocknroll@2* n@3 roll@4"),
    ("'quoted' 'tis", "quoted@0 tis@1"),
    ("об'єкт", "об@0 обєкт@0* єкт@1"),
    ("wi-fi's", "wi@0 wifi@0* fi@1"),
  ])
  func `reads apostrophes by what they stand for, straight or not`(text: String, words: String) {
    #expect(shown(text) == words)
    #expect(shown(String(text.map { $0 == "'" ? "\u{2019}" : $0 })) == words)
  }

  @Test(arguments: [
    ("7604ni", "7604ni@0 7604@0* ni@0*"),
    ("DS-7604NI-K1/4P", "ds@0 ds7604nik1@0* 7604ni@1 7604@1* ni@1* k1@2 4p@3"),
    ("mp3 iphone15", "mp3@0 mp@0* iphone15@1 iphone@1* 15@1*"),
    ("3f2a9c1b7d4e", "3f2a9c1b7d4e@0"),
    ("getElementById", "getelementbyid@0 get@0* element@0* by@0* id@0*"),
    ("XMLHttpRequest getGet", "xmlhttprequest@0 xml@0* http@0* request@0* getget@1 get@1*"),
    ("iPhone HTML Word", "iphone@0 phone@0* html@1 word@2"),
    ("7604ни", "7604ни@0 7604@0* ни@0*"),
  ])
  func `finds the parts of words that mix letters, digits and cases`(text: String, words: String) {
    #expect(shown(text) == words)
  }

  @Test(arguments: [
    ("1,234.56", "1@0 1234@0* 234@1 56@2"),
    ("1.234.567 1'234", "1@0 1234567@0* 234@1 567@2 1@3 1234@3* 234@4"),
    ("3.14 1,2 10.0.0.1", "3@0 14@1 1@2 2@3 10@4 0@5 0@6 1@7"),
    ("C++ c# F# C++11 notepad++", "c++@0 c@0* c#@1 c@1* f#@2 f@2* c++@3 c@3* 11@4 notepad++@5 notepad@5*"),
    ("a++b C+++ ##c #tag .NET C#", "a@0 b@1 c@2 c@3 tag@4 net@5 c#@6 c@6*"),
    ("AT&T R&D black&white", "at@0 att@0* t@1 r@2 rd@2* d@3 black@4 white@5"),
    ("U.S. e.g. J.Smith", "u@0 us@0* s@1 e@2 eg@2* g@3 j@4 smith@5"),
  ])
  func `knows the signs that belong to words and numbers`(text: String, words: String) {
    #expect(shown(text) == words)
  }

  @Test(arguments: [
    ("東京都庁 猫", "東京@0 京都@1 都庁@2 庁@2* 猫@3"),
    ("ひらが カナ", "ひら@0 らが@1 が@1* カナ@2 ナ@2*"),
    ("한국어", "한국@0 국어@1 어@1*"),
    ("\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8}", "한국@0 국@0*"),
    ("か\u{3099}き ｶﾞｷ", "がき@0 き@0* ガキ@1 キ@1*"),
    ("iPhone手机abc", "iphone@0 phone@0* 手机@1 机@1* abc@2"),
    ("ที่นี่", "ที่นี่@0 นี่@0*"),
  ])
  func `takes scripts without spaces by pairs of characters`(text: String, words: String) {
    #expect(shown(text) == words)
  }

  @Test(arguments: [
    ("東京\n都庁", "東京@0 京都@1 都庁@2 庁@2*"),
    ("東京\r\n都", "東京@0 京都@1 都@1*"),
    ("東京\n\n都庁", "東京@0 京@0* 都庁@1 庁@1*"),
    ("東京\nabc", "東京@0 京@0* abc@1"),
    ("한국\n사람", "한국@0 국@0* 사람@1 람@1*"),
    ("東京\n", "東京@0 京@0*"),
  ])
  func `a run of such a script goes on in the next line, but not beyond a blank one, and not in Korean`(
    text: String, words: String
  ) {
    #expect(shown(text) == words)
  }

  @Test func `says which bytes a word was made from`() {
    let words = Lexer.words(of: "é wi-fi 7604ni ½ 東京都")
    #expect(words.map(\.range) == [0..<2, 3..<5, 3..<8, 6..<8, 9..<15, 9..<13, 13..<15, 19..<25, 22..<28, 25..<28])
  }

  @Test func `cuts long words at whole characters, and drops the rest`() {
    let long = String(repeating: "a", count: 100)
    let accented = String(repeating: "ж", count: 100)
    #expect(shown("\(long) b") == "\(String(repeating: "a", count: 64))@0 b@1")
    #expect(shown("x\(accented) b") == "x\(String(repeating: "ж", count: 31))@0 b@1")
    #expect(shown("\(long)-b").hasSuffix("b@1"))
  }

  @Test func `counts on from the position it is given`() {
    let (words, end) = lexed(Array("one wi-fi 東京都".utf8), from: 7)
    #expect(words.map(\.position) == [7, 8, 8, 9, 10, 11, 11])
    #expect(end == 12)
  }
}
