import Documents
import Testing

@Suite(.timeLimit(.minutes(1)))
struct MailHeaderTests {
  @Test func `a subject that was written without encoding is in the charset of the body`() throws {
    let subject: [UInt8] = [0xCC, 0xE0, 0xFF, 0xEA]
    let message =
      Array("From: a@b.org\nSubject: ".utf8) + subject
      + Array("\nContent-Type: text/plain; charset=windows-1251\n\n".utf8) + subject + [0x0A]

    let found = try Recording(of: message, as: "message/rfc822")

    #expect(found.titles == ["Маяк"])
    #expect(found.text.contains("Subject: Маяк"))
  }
}
