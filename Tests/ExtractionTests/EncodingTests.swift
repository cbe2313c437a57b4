import Documents
import Foundation
import Testing

/// Texts in one of the many encodings that nothing in them names.
@Suite(.timeLimit(.minutes(1)))
struct EncodingTests {
  @Test(arguments: [
    (
      "iso8859_5", "vNDv2iDh4t7Y4iDd0CDS6+He2t7cINHV4NXT4yDj1tUg0d7b1dUg4eLQINvV4i4=",
      "Маяк стоит на высоком берегу уже более ста лет."
    ),
    (
      "mac_cyrillic", "iuDm5PvpIOLl9+XwIPHs7vLw6PLl6/wg7+7k7ejs4Ovx3yDv7iDr5fHy7ej25SDoIOfg5ujj4Osg6+Ds7/Mu",
      "Каждый вечер смотритель поднимался по лестнице и зажигал лампу."
    ),
    (
      "koi8_u", "7cHRyyDT1M+n1NggzsEg08vFzKYsIKYg3c/Xxd7P0sEgxM/HzNHEwd4g2sHQwczApCDMwc3Q1S4=",
      "Маяк стоїть на скелі, і щовечора доглядач запалює лампу."
    ),
    ("cp1255", "5O7i4+zl+CDy5e7jIPLsIOTx7PIg6+H4IO7g5CDl5+7p+entIPnw5C4=", "המגדלור עומד על הסלע כבר מאה וחמישים שנה."),
    ("iso8859_8", "5Pnl7vgg5OPs6fcg4Pog5O7w5fjkIOHr7CDy+OEu", "השומר הדליק את המנורה בכל ערב."),
    (
      "iso8859_6", "6uLhIMfk4ebH0SDZ5Okgx+TVztHJIOXm0CDlx8bJIOjO5dPq5iDT5sk=",
      "يقف الفنار على الصخرة منذ مائة وخمسين سنة"
    ),
    (
      "mac_roman", "RGVyIFeKcnRlciCfYmVyIGRlbSBNZWVyIGyac2NodGUgZnKfaCBkaWUgZ3Jvp2UgTGFtcGUsIHNjaJpuIHeKctVzLg==",
      "Der Wärter über dem Meer löschte früh die große Lampe, schön wär’s."
    ),
    (
      "cp850", "RGVyIFeEcnRlciBslHNjaHRlIGZygWggZGllIGdyb+FlIExhbXBlIIFiZXIgZGVtIE1lZXIgdW5kIHNjaGxv4SBkaWUgVIFyLg==",
      "Der Wärter löschte früh die große Lampe über dem Meer und schloß die Tür."
    ),
    ("iso2022_jp", "GyRCRXRCZiROOHckTzFzJC8kTkElJCskaSRiOCskKCReJDkhIxsoQg==", "灯台の光は遠くの船からも見えます。"),
    ("hz", "fns1Rkt+UlE+LVRaOF84XzVEOiMwNklPNCNBIkFLUjswWTZgRGohI359", "灯塔已经在高高的海岸上矗立了一百多年。"),
    (
      "utf_16_le",
      "HAQwBE8EOgQgAEEEQgQ+BDgEQgQgAD0EMAQgADIESwRBBD4EOgQ+BDwEIAAxBDUEQAQ1BDMEQwQgAEMENgQ1BCAAMQQ+BDsENQQ1BCAAQQRCBDAEIAA7BDUEQgQuAA==",
      "Маяк стоит на высоком берегу уже более ста лет."
    ),
    (
      "cp1250", "TWFq4Wsgc3Rvau0gbmEgc2vhbGUgdZ4gc3RvIHBhZGVz4XQgbGV0IGEgc3bsdGxvIHrh+O0ga2GeZP0gdmXoZXIu",
      "Maják stojí na skále už sto padesát let a světlo září každý večer."
    ),
  ])
  func `an encoding is known by the language that it makes of the bytes`(
    encoding: String, content: String, text: String
  ) throws {
    let bytes = try Array(#require(Data(base64Encoded: content)))

    #expect(try Recording(of: bytes, as: "text/plain").text == text, "\(encoding)")
  }

  @Test(arguments: [("x-mac-roman", "caf\u{E9}"), ("x-mac-ukrainian", "caf\u{418}"), ("ibm852", "caf\u{17D}")])
  func `a page may call its encoding by any label that browsers know`(label: String, text: String) throws {
    let byte: UInt8 = label == "x-mac-roman" ? 0x8E : label == "ibm852" ? 0xA6 : 0x88
    let page = Array("<meta charset=\"\(label)\"><p>caf".utf8) + [byte] + Array("</p>".utf8)

    #expect(try Recording(of: page, as: "text/html").text.hasPrefix(text))
  }
}
