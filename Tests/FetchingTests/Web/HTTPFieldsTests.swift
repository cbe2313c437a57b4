import Documents
import Testing

@testable import Fetching

@Suite(.timeLimit(.minutes(1))) struct HTTPFieldsTests {
  @Test(
    arguments: [
      ("text/html", "text/html", nil), ("Text/HTML; Charset=UTF-8", "text/html", "UTF-8"),
      ("text/html;charset=\"windows-1251\"", "text/html", "windows-1251"),
      ("text/html; x=y; charset = koi8-r ", "text/html", "koi8-r"),
      ("text/html; charset=", "text/html", nil), ("application/pdf;", "application/pdf", nil),
      ("text/html; charset=a\u{0}b", "text/html", nil), ("text/html; charset=é", "text/html", nil),
    ] as [(String, String, String?)])
  func `tell type and encoding`(value: String, type: String, charset: String?) throws {
    let found = try #require(HTTPFields.contentType(value))

    #expect(found.type.rawValue == type)
    #expect(found.charset == charset)
  }

  @Test(arguments: ["", "html", "text/", "/html", "a/b/c", "; charset=x", "tëxt/html"])
  func `tell nothing where there is no type`(value: String) {
    #expect(HTTPFields.contentType(value) == nil)
  }

  @Test(arguments: [
    ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
    ("Sun Nov  6 08:49:37 1994 x", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
    ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000), ("Tue, 31 Dec 2024 23:59:60 GMT", 1_735_689_600),
  ])
  func `tell the moment`(value: String, seconds: Int64) {
    #expect(HTTPFields.date(value) == seconds)
  }

  @Test(arguments: [
    "", "yesterday", "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 1994 25:49:37 GMT", "0",
    "Sun, 99 Nov 1994 08:49:37 GMT",
  ])
  func `tell no moment that is none`(value: String) {
    #expect(HTTPFields.date(value) == nil)
  }

  @Test(
    arguments: [
      ("120", Duration.seconds(120)), (" 5 ", .seconds(5)), ("-1", .zero), ("999999", .seconds(3600)),
      ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)), ("Sun, 06 Nov 1994 08:49:00 GMT", .zero), ("soon", nil),
    ] as [(String, Duration?)])
  func `tell how long to wait`(value: String, pause: Duration?) {
    #expect(HTTPFields.retryAfter(value, now: 784_111_777) == pause)
  }
}
