import Indexing
import Search
import Testing

/// 2024-06-10.
let testClock: Int64 = 1_718_000_000

func tree(_ text: String, languages: [String] = ["en"]) -> QueryTree {
  QueryParser(now: testClock, languages: languages).tree(of: text)
}

@Suite(.timeLimit(.minutes(1)))
struct QueryLanguageTests {
  @Test(arguments: [
    ("Heron", "heron"), ("heron stork HERON", "heron stork heron"), ("café", "cafe"),
    ("\"bell rock\" -csv", "\"bell rock\" -csv"), ("\"heron\"", "\"heron\""),
    ("\"open end\nstork", "\"open end\" stork"),
    ("“smart” «quotes» „here“", "\"smart\" \"quotes\" \"here\""), ("12\" disc", "12 disc"),
    ("+lens lamp", "+lens lamp"), ("NOT lens", "-lens"), ("NOT NOT lens", "lens"), ("NOT -lens", "lens"),
    ("lens AND lamp", "+lens +lamp"), ("lens AND NOT lamp", "+lens -lamp"), ("lens && lamp", "+lens +lamp"),
    ("lens OR lamp oil", "(lens OR lamp) oil"), ("lens|lamp | oil", "(lens OR lamp OR oil)"),
    ("lens AND lamp OR oil", "((+lens +lamp) OR oil)"), ("lens OR lamp AND oil", "(lens OR (+lamp +oil))"),
    ("lens OR -lamp OR oil", "(lens OR oil) -lamp"), ("+lens OR lamp", "lamp +lens"),
    ("(lens lamp) oil", "(lens lamp) oil"), ("((lens))", "lens"), ("(lens lamp)", "lens lamp"),
    ("-(lens lamp)", "-(lens lamp)"), ("-(-lens)", "lens"), ("oil (-lens -lamp)", "oil -lens -lamp"),
    ("(lens lamp", "lens lamp"), ("lens) lamp", "lens lamp"), ("oil ()", "oil"),
    ("lamp*", "lamp*"), ("x*", "x*"), ("\"lamp oi*\"", "\"lamp oi*\""), ("\"lamp oi\"*", "\"lamp oi*\""),
    ("lamp NEAR/5 oil", "(lamp NEAR/5 oil)"), ("lamp NEAR oil", "(lamp NEAR/10 oil)"),
    ("lamp NEAR/2 oil NEAR/4 \"brass can\" lens", "(lamp NEAR/4 oil NEAR/4 \"brass can\") lens"),
    ("\"lamp oil\"~5", "(\"lamp\" NEAR/5 \"oil\")"), ("\"lamp\"~5", "\"lamp\""),
    ("-lamp NEAR/1 oil", "-(lamp NEAR/1 oil)"),
    ("~fresnell", "fresnell~2"), ("lamp~", "lamp~1"), ("lamp~2", "lamp~2"), ("lamp~9", "lamp~2"), ("lamp~0", "lamp"),
    ("lamp~0.8", "lamp~1"), ("of~", "of"),
    ("OR", "or"), ("lens OR", "lens or"), ("AND gate", "and gate"), ("lens OR OR lamp", "(lens OR lamp)"),
    ("lens or lamp and oil", "lens or lamp and oil"), ("lens not lamp", "lens not lamp"), ("NOT", "not"),
  ])
  func `operators mean what they say, and are words where they join nothing`(text: String, parsed: String) {
    #expect(tree(text).description == parsed)
  }

  @Test(arguments: [
    "", " ", "-", "\"", "(", ")", "*", "~", "\"\"", "- + *", "& | ! ( ) : *", "\u{0}", "?", "|", "😀", "--",
  ])
  func `what has no words is nothing`(text: String) {
    #expect(tree(text).isEmpty)
  }

  @Test(arguments: [
    ("wi-fi router", "(\"wi fi\" OR wifi) router"), ("how does wi-fi work", "how does ((wi OR wifi) fi) work"),
    ("wi-f*", "(\"wi f*\" OR wif*)"), ("7604NI", "7604ni"),
    ("C++", "c++"), ("C#", "c#"),
    ("DS-7604NI", "(\"ds 7604ni\" OR ds7604ni)"), ("report_2024.pdf", "\"report 2024 pdf\""),
    ("C:\\path\\f.txt", "\"c path f txt\""), ("http://www.canlii.org/en", "\"www canlii org en\""),
    ("12:30", "\"12 30\""),
    ("std::vector", "\"std vector\""), ("foo:bar", "\"foo bar\""), ("file:///srv/a.txt", "\"srv a txt\""),
    ("ida@example.org", "\"ida example org\""), ("heron,stork;gull", "heron stork gull"), ("--help", "help"),
    ("f(x)", "f x"), ("東京都", "\"東京都\""), ("東", "東*"), ("שלום עולם", "שלום עולם"),
    ("中国首都", "中国 国首 首都"), ("検索 中国首都", "検索 (中国 国首 首都)"), ("Python数据库", "python \"数据库\""),
    ("-中国首都", "-\"中国首都\""), ("title:中国首都", "title:\"中国首都\""), ("\"中国首都\"", "\"中国首都\""),
    ("第3章", "\"第 3 章*\""), ("中国首都*", "\"中国 国首 首都*\""), ("中国首都 OR x", "(\"中国首都\" OR x)"),
    ("\"walrus\ntusk\" x", "\"walrus tusk\" x"), ("\"walrus\ntusk", "\"walrus\" tusk"),
    ("ｔｉｔｌｅ：ｈｅｒｏｎ　（ａ｜ｂ）", "title:heron (a OR b)"), ("a\u{0}b\u{7}c", "a b c"), ("\u{202E}-heron", "-heron"),
    ("SELECT 1; DROP TABLE x --", "select 1 drop table x"), ("^fo+(bar|baz).*$", "fo (bar OR baz)"),
  ])
  func `what people write as one thing is found as a whole and by its parts`(text: String, parsed: String) {
    #expect(tree(text).description == parsed)
  }

  @Test(arguments: [
    ("title:heron", "title:heron"), ("Title:\"bell rock\"", "title:\"bell rock\""), ("-title:heron", "-title:heron"),
    ("title:(lens OR lamp)", "(title:lens OR title:lamp)"), ("file:report.pdf", "name:\"report pdf\""),
    ("heading:lam* keyword:lamp~1", "headings:lam* keywords:lamp~1"),
    ("title:(lamp NEAR/2 oil)", "title:(lamp NEAR/2 oil)"),
    ("title:lamp NEAR/2 oil", "title:(lamp NEAR/2 oil)"), ("title:lamp NEAR/2 name:oil", "+title:lamp +name:oil"),
    ("title: heron", "title heron"), ("title:", "title"), ("title:(body:lamp oil)", "body:lamp title:oil"),
    ("type:", "type"), ("path: x", "path x"),
  ])
  func `a field narrows where words may stand`(text: String, parsed: String) {
    #expect(tree(text).description == parsed)
  }

  @Test func `words, phrases and fields come out as nodes that say so`() {
    let clauses = tree("+lens \"bell rock*\" -title:lamp").clauses

    #expect(
      clauses == [
        QueryClause(.word("lens"), .required),
        QueryClause(.phrase([PhraseWord("bell", offset: 0), PhraseWord("rock", offset: 1, isPrefix: true)])),
        QueryClause(.word("lamp", zones: [.title]), .excluded),
      ])
  }

  @Test func `stop words are common only beside better words, without quotes, signs and fields`() {
    func common(_ text: String, languages: [String] = ["en"]) -> [String] {
      tree(text, languages: languages).clauses.filter(\.isCommon).map(\.description)
    }

    #expect(common("the lens of the lamp") == ["the", "of", "the"])
    #expect(common("to be or not to be") == [])
    #expect(common("+the \"of\" title:the lens") == [])
    #expect(common("the -lens") == [])
    #expect(common("der lens the", languages: ["de"]) == ["der"])
    #expect(common("der lens the", languages: ["de", "en"]) == ["der", "the"])
  }
}
