import Search
import Testing

@Suite(.timeLimit(.minutes(1)))
struct QueryConditionTests {
  @Test(arguments: [
    ("type:pdf", "type:pdf"), ("type:PDF,html", "type:pdf,html"), ("type:(pdf OR html)", "type:pdf,html"),
    ("type:(pdf|html)", "type:pdf,html"), ("type:pdf OR type:html", "type:pdf,html"), ("-type:pdf", "-type:pdf"),
    ("NOT type:pdf", "-type:pdf"), ("type:docx", "type:word"), ("type:text/*", "type:text/*"),
    ("type:application/pdf", "type:application/pdf"), ("mime:text/html", "mime:text/html"),
    ("type:webpage", "type:web_page"),
    ("lang:German,fr", "language:de,fr"), ("language:日本語", "language:ja"),
    ("tag:author=Curie", "tag:author=Curie"), ("tag:author=\"Marie Curie\"", "tag:\"author=Marie Curie\""),
    ("tag:lamp", "label:lamp"), ("label:\"a b\"", "label:\"a b\""), ("tag:(a OR b=c)", "(label:a OR tag:b=c)"),
    ("tag:(a AND b)", "label:a label:b"), ("-tag:(a OR b)", "-(label:a OR label:b)"),
    ("tag:(a -b)", "-label:b label:a"),
    ("label:\"say \"\"hi\"\"\"", "label:\"say \"\"hi\"\"\""),
    ("path:C:\\Users\\ida", "path:C:\\Users\\ida"), ("folder:\"my files\"", "path:\"my files\""),
    ("dir:a(1).txt x", "x path:\"a(1).txt\""), ("(dir:a x)", "x path:a"),
    ("site:https://Example.org/x", "site:example.org"),
    ("source:file:///srv", "source:file:///srv"), ("type:pdf OR site:x.org", "(type:pdf OR site:x.org)"),
    ("heron AND type:pdf", "+heron type:pdf"), ("-(type:pdf OR type:html)", "-type:pdf,html"),
    ("type:pdf type:pdf", "type:pdf"),
  ])
  func `conditions are told from words`(text: String, parsed: String) {
    #expect(tree(text).description == parsed)
  }

  @Test func `names that people use stand for the types of the index`() {
    #expect(tree("type:html").filters == [QueryFilter(.type(["text/html", "application/xhtml+xml"]))])
    #expect(tree("type:pdf,image,email").filters == [QueryFilter(.type(["pdf", "application/pdf", "image", "email"]))])
    #expect(tree("type:markdown").filters.first?.condition != .type(["markdown"]))
    #expect(tree("type:nonsense").notes.count == 1)
  }

  @Test(arguments: [
    ("since:2024", "since:2024"), ("since:2024-01", "since:2024"), ("since:2024/05/31", "since:2024-05-31"),
    ("until:2024-02", "until:2024-02"), ("until:2024-02-29", "until:2024-02"), ("until:2024-05-30", "until:2024-05-30"),
    ("date:2023", "date:2023"), ("date:2023-02", "date:2023-02"), ("date:2023..2024", "date:2023..2024"),
    ("2023..2024", "date:2023..2024"), ("2024..2023", "date:2023..2024"),
    ("2023-05..2024-02-03", "date:2023-05..2024-02-03"),
    ("-2023..2024", "-date:2023..2024"), ("date:2023..", "since:2023"), ("date:..2023", "until:2023"),
    ("since:7d", "since:2024-06-03"), ("since:2w", "since:2024-05-27"), ("since:3m", "since:2024-03-10"),
    ("since:1y", "since:2023-06-10"), ("since:today", "since:2024-06-10"), ("until:yesterday", "until:2024-06-09"),
    ("date:today", "date:2024-06-10"), ("date:7d", "since:2024-06-03"), ("date:2w..1w", "date:2024-05-27..2024-06-03"),
    ("since:9999y", "since:1970"), ("date:(2020 OR 2022)", "(date:2020 OR date:2022)"),
    ("10..20", "\"10 20\""), ("a..b", "\"a b\""),
  ])
  func `dates are days, months, years, ranges, and distances from now`(text: String, parsed: String) {
    #expect(tree(text).description == parsed)
    #expect(tree(text).notes.isEmpty)
  }

  @Test(arguments: [
    ("since:1960", "1960"), ("1848..1852", "\"1848 1852\""), ("since:2024-13", "\"2024 13\""),
    ("until:2023-02-29", "\"2023 02 29\""), ("date:soon", "soon"), ("since:12345d", "12345d"),
  ])
  func `what is no date from 1970 on is searched as words, and said so`(text: String, parsed: String) {
    #expect(tree(text).description == parsed)
    #expect(tree(text).notes.count == 1)
  }

  @Test func `bounds are seconds of UTC, and the last day is in`() {
    #expect(
      tree("date:2024-02-29").filters == [QueryFilter(.modified(from: 1_709_164_800, before: 1_709_251_200))])
    #expect(tree("until:1970").filters == [QueryFilter(.modified(from: nil, before: 31_536_000))])
  }

  @Test func `months back end with the month where it is shorter`() throws {
    let lastOfMarch: Int64 = 1_711_843_200
    let span = try #require(QuerySpan("1m", now: lastOfMarch))

    #expect(span.start == 1_709_164_800)
  }

  @Test func `options state what the fields state`() {
    #expect(narrowed(.type, "pdf,html").filters == tree("type:pdf,html").filters)
    #expect(narrowed(.tag, "author=Marie Curie").filters == tree("tag:author=\"Marie Curie\"").filters)
    #expect(narrowed(.until, "2024-05").filters == tree("until:2024-05").filters)
    #expect(narrowed(.since, "2024-02-30").filters.isEmpty)
    #expect(narrowed(.language, "").filters.isEmpty)
  }

  @Test func `an option says what of it is not known, as the field does`() {
    #expect(narrowed(.type, "nonsense").notes == tree("type:nonsense").notes)
    #expect(!narrowed(.type, "nonsense").notes.isEmpty)
  }

  private func narrowed(_ option: QueryOption, _ value: String) -> QueryTree {
    var tree = QueryTree()
    tree.add(option, value, now: testClock)
    return tree
  }

  @Test func `a condition beside words in an OR holds for the whole query, and that is said`() {
    let mixed = tree("heron OR type:pdf")

    #expect(mixed.description == "heron type:pdf")
    #expect(mixed.notes.count == 1)
  }
}
