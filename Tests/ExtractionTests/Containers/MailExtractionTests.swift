import Documents
import Pipeline
import Testing

@testable import Extraction

struct MailExtractionTests {
  static let message = """
    From: =?utf-8?q?Ida_M=C3=BCller?= <ida@example.org>
    To: bob@example.org
    Subject: =?iso-8859-1?q?=DCber_den_Turm?=
    Date: Tue, 03 Mar 2026 10:00:00 +0100
    MIME-Version: 1.0
    Content-Type: multipart/mixed; boundary="outer"

    --outer
    Content-Type: multipart/alternative; boundary="inner"

    --inner
    Content-Type: text/plain; charset=iso-8859-1
    Content-Transfer-Encoding: quoted-printable

    Die M=F6we fliegt.
    --inner
    Content-Type: text/html; charset=utf-8

    <html><head><title>Not the subject</title></head><body><p>Die <b>Lachm\u{F6}we</b> fliegt.</p></body></html>
    --inner--
    --outer
    Content-Type: application/octet-stream; name="a.bin"
    Content-Disposition: attachment; filename="../a/b.bin"
    Content-Transfer-Encoding: base64

    AAEC/w==
    --outer
    Content-Type: message/rfc822

    Subject: inside
    From: x@example.org

    An inner message.
    --outer--

    """

  @Test func `decodes the header, takes one of the alternatives, and gives attachments as members`() throws {
    let found = try Recording(of: Self.message, as: "message/rfc822")

    #expect(found.titles.last == "Über den Turm")
    #expect(found.properties.contains("author: Ida Müller <ida@example.org>"))
    #expect(found.properties.contains("created: 2026-03-03T10:00:00+01:00"))
    #expect(found.text.contains("Subject: Über den Turm"))
    #expect(found.text.contains("Lachmöwe"))
    #expect(!found.text.contains("Die Möwe fliegt"))
    #expect(found.members.map { $0.prefix { $0 != ":" } } == [".._a_b.bin", "inside.eml"])
    #expect(found.events.contains(.memberBytes([0, 1, 2, 0xFF])))
    #expect(found.members.last?.contains("An inner message.") == true)
  }

  @Test func `prefers a plain text that says something, in the charset that the part states`() throws {
    let long = String(repeating: "Die M=F6we fliegt. ", count: 8)
    let message = Self.message.replacing("Die M=F6we fliegt.", with: long)

    let found = try Recording(of: message, as: "message/rfc822")

    #expect(found.text.contains("Die Möwe fliegt. Die Möwe"))
    #expect(!found.text.contains("Lachm"))
  }

  @Test func `of a body in HTML all is text, also what would stand around the text of a page`() throws {
    let message = """
      From: x@example.org
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary="b"

      --b
      Content-Type: text/html; charset=utf-8

      <body><nav>Unsubscribe</nav><article><p>\(String(repeating: "The fog came in, and the bell rang. ", count: 20))</p>
      </article><footer>Harbour office</footer></body>
      --b
      Content-Type: text/plain

      And a last word.
      --b--

      """

    let found = try Recording(of: message, as: "message/rfc822")

    #expect(found.boilerplate.isEmpty)
    for words in ["Unsubscribe", "the bell rang", "Harbour office", "And a last word."] {
      #expect(found.body.contains(words))
    }
  }

  @Test func `each message of a mailbox is a member, and a line that begins with From within a paragraph ends none`()
    throws
  {
    let mailbox = """
      From a@b.c Tue Mar  3 10:00:00 2026
      Subject: one

      A line.
      From here on it goes on.
      >From me to you.
      >>From you.
      > From him.

      From a@b.c Tue Mar  3 10:00:00 2026
      Subject: two

      Last.

      """

    let found = try Recording(of: mailbox, as: "application/mbox")

    #expect(found.text == "one\ntwo\n")
    #expect(found.members.count == 2)
    #expect(found.members.first?.hasPrefix("message-1.eml: Subject: one") == true)
    #expect(found.members.first?.contains("it goes on.\nFrom me to you.\n>From you.\n> From him.\n") == true)
  }

  @Test(arguments: [
    ("", "The lamp was lit  at four.\n> quoted and  goes on\n>> deeper\nFrom here.\n-- \nIda\n"),
    ("; delsp=yes", "The lamp was lit at four.\n> quoted and goes on\n>> deeper\nFrom here.\n-- \nIda\n"),
  ])
  func `lines of a message that flow are paragraphs again`(delsp: String, text: String) throws {
    let message = """
      Subject: x
      Content-Type: text/plain; format=flowed\(delsp)

      The lamp was lit \u{20}
      at four.
      > quoted and \u{20}
      > goes on
      >> deeper
       From here.
      --\u{20}
      Ida

      """

    #expect(try Recording(of: message, as: "message/rfc822").text == "Subject: x\n\n\(text)\n")
  }
}
