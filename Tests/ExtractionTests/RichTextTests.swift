import Documents
import Extraction
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct RichTextTests {
  @Test(arguments: [
    (#"one\par two\line three"#, "one\ntwo\nthree\n"), (#"caf\'e9 \{x\}\~y"#, "café {x} y\n"),
    (#"\u8364?5 \uc0\u8211 -\uc2\u233\'65\'65z"#, "€5 –-éz\n"), (#"\u-10179?\u-8704?"#, "😀\n"),
    (#"a{\*\unknown b}{\pict 00ff}c{\v d}"#, "acd\n"), (#"{\f1\'f1\'e2\'e5\'f2}"#, "свет\n"),
    (#"{\upr{ascii}{\*\ud{unic\u243?de}}}"#, "unicóde\n"), (#"x\bin5 {{{{{y"#, "xy\n"),
    (#"\trowd a\cell b\cell\row c"#, "a\tb\nc\n"), (#"one{\footnote two\par} three"#, "one three\n\ntwo\n"),
    (#"}}}} after"#, "after\n"), (#"{\field{\*\fldinst PAGE}{\fldrslt 7}} of"#, "7 of\n"), (#"\'"#, ""),
    (#"\'+fx"#, "+fx\n"), (#"\"#, ""),
  ])
  func `rich text reads as it looks`(body: String, text: String) throws {
    let start = #"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 A;}{\f1\fcharset204 B;}}"#

    #expect(try Recording(of: start + body, as: "application/rtf").text == text)
  }

  @Test(arguments: [
    (#"\yr2007\mo11\dy5\hr14\min30"#, ["created: 2007-11-05T14:30"]), (#"\yr2007"#, ["created: 2007-01-01T00:00"]),
    (#"\yr2007\mo13\dy40"#, []), (#"\yr2007\mo0\dy1"#, []), (#"\yr2007\mo1\dy1\hr24"#, []),
    (#"\yr2007\mo1\dy1\hr23\min60"#, []), (#"\yr0\mo0\dy0"#, []),
  ])
  func `a moment is told when it is one`(parts: String, properties: [String]) throws {
    let found = try Recording(of: #"{\rtf1{\info{\creatim"# + parts + "}}x}", as: "application/rtf")

    #expect(found.properties == properties)
  }

  @Test func `groups that are nested without end are told`() throws {
    let found = try Recording(of: #"{\rtf1 lamp "# + String(repeating: "{", count: 100_000), as: "text/rtf")

    #expect(found.text.isEmpty || found.text == "lamp\n")
    #expect(found.state == .truncated)
  }

  @Test func `subtitles are what is said, in the order in which it is`() throws {
    let found = try Recording(
      of: "WEBVTT\n\nSTYLE\n::cue {}\n\n1\n00:01.000 --> 00:02.000\n<b>a</b> &lt; b\n\nx", as: "text/vtt")

    #expect(found.text == "0:00:01\na < b\n")
  }
}
