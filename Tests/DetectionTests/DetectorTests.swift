import Detection
import Documents
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DetectorTests {
  private func type(
    of content: some Sequence<UInt8>, named name: String, served: MediaType? = nil
  ) throws -> Detected {
    var detector = try Detector()
    return Array(content).withUnsafeBytes { detector.detect($0, name: name, served: served) }
  }

  @Test(arguments: [
    ("notes.php", "Some *notes*.\n", "text/markdown", "text/markdown"), ("a", "a,b\n1,2\n", "text/csv", "text/csv"),
    ("notes.md", "Some *notes*.\n", "text/plain", "text/markdown"),
    ("a.md", "x\n", "application/octet-stream", "text/markdown"),
    ("a", "%PDF-1.4\n", "text/html", "application/pdf"), ("a", "<!DOCTYPE html><p>x", "text/markdown", "text/html"),
    ("a", "<rss version='2.0'/>", "application/xml", "application/rss+xml"),
    ("a", "Some prose, no more.\n", "image/png", "text/plain"),
    ("a", "Some prose, no more.\n", "nonsense/nonsense", "text/plain"),
  ])
  func `a server's word counts within the family that the bytes show, and before the name`(
    name: String, content: String, served: String, expected: String
  ) throws {
    #expect(try type(of: content.utf8, named: name, served: MediaType(rawValue: served)).mediaType.rawValue == expected)
  }

  @Test(arguments: [
    ("styles.css", "body { margin: 0 }\n", "text/css"), ("notes.md", "Some *notes*.\n", "text/markdown"),
    ("ci.yaml", "jobs: []\n", "application/x-yaml"), ("main.swift", "let a = 1\n", "text/x-swift"),
    ("part.html", "<p>only a piece of a page</p>\n", "text/html"),
    ("Dockerfile", "FROM debian:12\n", "text/x-dockerfile"),
    ("prose.txt", "import is a word. #include is another.\n", "text/plain"),
  ])
  func `the name says which kind of text it is`(name: String, content: String, expected: String) throws {
    #expect(try type(of: content.utf8, named: name).mediaType.rawValue == expected)
  }

  @Test(arguments: ["notes.txt", "page.html", "table.csv", "no name at all", "a/../\u{FFFD}.md"])
  func `a name never overrules what the bytes prove`(name: String) throws {
    let png: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
    ]

    #expect(try type(of: png, named: name).mediaType == "image/png")
    #expect(try type(of: "%PDF-1.7\n".utf8, named: name).mediaType == "application/pdf")
  }

  @Test(arguments: [
    ("<!doctype HTML><p>x", "text/html"), ("\n <html\nlang=en>", "text/html"),
    ("<?xml version='1.0'?><!-- a > b --><html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "application/xhtml+xml"),
    ("<?xml version='1.0'?><rss version='2.0'/>", "application/rss+xml"),
    ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><feed/>", "application/atom+xml"),
    ("<?xml version='1.0'?><log/>", "application/xml"), ("<htmlish>", "text/plain"),
  ])
  func `markup is told apart by its root element`(content: String, expected: String) throws {
    #expect(try type(of: content.utf8, named: "file").mediaType.rawValue == expected)
  }

  @Test(
    arguments: ["", "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- by hand -->\n"],
    [
      ("<rss version=\"2.0\"><channel><title>Notices</title></channel></rss>\n", "application/rss+xml"),
      ("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Notices</title></feed>\n", "application/atom+xml"),
      (
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"></rdf:RDF>\n",
        "application/rss+xml"
      ),
      ("<log xmlns=\"urn:log\"><line>oil</line></log>\n", "application/xml"),
    ])
  func `a feed whose name says no more than XML is a feed`(prolog: String, content: (String, String)) throws {
    for name in ["feed.xml", "index.XML"] {
      #expect(try type(of: (prolog + content.0).utf8, named: name).mediaType.rawValue == content.1)
    }
  }

  @Test(arguments: [
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ppt/presentation.xml", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("photos/tower.jpg", "application/zip"),
  ])
  func `office formats are told apart by what is in the archive`(member: String, expected: String) throws {
    let names =
      member.hasPrefix("photos") ? [member, "photos/sea.jpg"] : ["docProps/app.xml", "[Content_Types].xml", member]
    let archive = names.flatMap(Self.localHeader)

    #expect(try type(of: archive, named: "download").mediaType.rawValue == expected)
  }

  @Test func `the name tells a variant from its commonest relative`() throws {
    let archive = ["[Content_Types].xml", "word/document.xml"].flatMap(Self.localHeader)

    #expect(
      try type(of: archive, named: "letter.docm").mediaType == "application/vnd.ms-word.document.macroenabled.12")
    #expect(try type(of: Self.localHeader("a.txt"), named: "book.pages").mediaType == "application/vnd.apple.pages")
  }

  @Test(arguments: [
    (
      ["word/document.xml", "[Content_Types].xml"],
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ),
    (["_rels/.rels", "xl\\workbook.xml"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (["[Content_Types].xml", "ppt/vbaProject.bin"], "application/vnd.ms-powerpoint.presentation.macroenabled.12"),
    (["[Content_Types].xml", "xl/workbook.bin"], "application/vnd.ms-excel.sheet.binary.macroenabled.12"),
    (["META-INF/container.xml"], "application/epub+zip"), (["photos/tower.jpg"], "application/zip"),
  ])
  func `what is in an archive is read in its directory, wherever the members lie`(names: [String], expected: String)
    throws
  {
    let members = Self.localHeader("a") + [UInt8](repeating: 1, count: 80_000) + names.flatMap(Self.localHeader)
    let directory = names.flatMap(Self.directoryEntry)
    let place = (0..<4).map { UInt8(truncatingIfNeeded: members.count >> (8 * $0)) }
    let end = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 12) + place + [0, 0]

    #expect(try type(of: members + directory + end, named: "download").mediaType.rawValue == expected)
  }

  @Test func `nothing is an empty file, and noise is octets with little confidence`() throws {
    let empty = try type(of: [], named: "a.pdf")
    let noise = try type(of: (0..<999).map { UInt8(truncatingIfNeeded: $0 * $0 * 37 + $0 * 11 + $0 >> 3) }, named: "x")

    #expect(empty == Detected(mediaType: "inode/x-empty", confidence: 1))
    #expect(noise.mediaType == .octetStream)
    #expect(noise.confidence < 0.5)
  }

  /// An entry of the central directory (APPNOTE 4.3.12).
  private static func directoryEntry(_ name: String) -> [UInt8] {
    let fields: [UInt8] = [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 24)
    return fields + [UInt8(name.utf8.count)] + [UInt8](repeating: 0, count: 17) + Array(name.utf8)
  }

  /// A local file header of an empty, stored member (APPNOTE 4.3.7).
  private static func localHeader(_ name: String) -> [UInt8] {
    let length = UInt8(name.utf8.count)
    return [0x50, 0x4B, 3, 4, 20, 0] + [UInt8](repeating: 0, count: 20) + [length, 0, 0, 0] + Array(name.utf8)
  }

  @Test(arguments: ["Inbox", "sent mail", "export.txt"])
  func `a mailbox is known by its first two lines`(name: String) throws {
    let mailbox = "From keeper@rock.org Mon Jan  5 10:00:00 2026\nSubject: Oil\n\nNone left.\n"
    let letter = "From the lamp to the door at 10:00 in 2026\nit was dark, and no header follows.\n"

    #expect(try type(of: mailbox.utf8, named: name).mediaType == "application/mbox")
    #expect(try type(of: letter.utf8, named: name).mediaType == "text/plain")
  }

  @Test func `a PDF may begin behind something else, and a text may speak of one`() throws {
    let document = "%PDF-1.4\n1 0 obj\n<< >>\nendobj\n"
    let junk = String(repeating: "JUNK\n", count: 190)
    let prose = String(repeating: "Lamp\n", count: 100) + "A file of this kind begins with\n%PDF-1.4 and a line end.\n"

    #expect(try type(of: (junk + document).utf8, named: "a").mediaType == "application/pdf")
    #expect(try type(of: (junk + junk + document).utf8, named: "a").mediaType == "text/plain")
    #expect(try type(of: prose.utf8, named: "a").mediaType == "text/plain")
  }

  @Test(arguments: [0x00, 0x01, 0x02, 0x04, 0x05, 0x13, 0x16, 0x1A, 0x1F, 0x7F] as [UInt8])
  func `one control character does not make a text a binary, wherever it stands`(stain: UInt8) throws {
    let prose = Array("The lamp burned until the größte Welle came over the wall.\n".utf8)
    let names = [
      "a.txt": "text/plain", "a": "text/plain", "a.csv": "text/csv", "a.py": "text/x-python",
      "a.json": "application/json",
      "a.eml": "message/rfc822", "a.info": "text/plain", "a.vim": "text/plain",
    ]
    for (name, expected) in names {
      for place in [0, 20, prose.count] {
        let content = prose[..<place] + [stain] + prose[place...]
        #expect(try type(of: content, named: name).mediaType.rawValue == expected, "\(name), \(place)")
      }
    }
  }

  @Test func `a text with a control character is still told by what it says`() throws {
    let calendar = "BEGIN:VCALENDAR\nVERSION:2.0\nSUMMARY:oil\u{1}\nEND:VCALENDAR\n"
    let latin = Array("Die gr".utf8) + [0xF6] + Array("sste Welle kam, als der W\u{4}rter schlief.\n".utf8)

    #expect(try type(of: calendar.utf8, named: "a").mediaType == "text/calendar")
    #expect(try type(of: latin, named: "a.txt").mediaType == "text/plain")
  }

  @Test(arguments: [
    Array("The lamp\u{1} bur\u{2}ned until\u{3} morning".utf8), Array("The lamp burned\u{0}\u{0} until morning".utf8),
    Array("ab\u{1}\n".utf8), [0x80, 0x93, 0xC5, 0xFE, 0x01, 0xD9, 0x61, 0xE2, 0xF0, 0xB7, 0x41],
  ])
  func `many control characters, zeros side by side and bytes of no encoding stay octets`(content: [UInt8]) throws {
    #expect(try type(of: content, named: "a").mediaType == .octetStream)
  }

  @Test func `Markdown without a suffix is known by several of its notations, and by no single one`() throws {
    let notes = "# Oil\n\nSee [the *log*](log.html).\n\n## Stores\n\n- two casks\n- one can\n\n**Order** more.\n"
    let script = "# Settings of the lamp\n# one a line\n\n# brightness\nlevel = 5\n\n# colour\ncolour = white\n"
    let letter = "Dear Ida,\n\nwe need\n\n- oil\n- wicks\n\nand **soon**, as the 2. boat will not come.\n"

    #expect(try type(of: notes.utf8, named: "notes").mediaType == "text/markdown")
    #expect(try type(of: notes.utf8, named: "notes.txt").mediaType == "text/plain")
    #expect(try type(of: script.utf8, named: "lamp").mediaType == "text/plain")
    #expect(try type(of: letter.utf8, named: "letter").mediaType == "text/plain")
  }
}
