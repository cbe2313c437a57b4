import Documents
import Ingestion
import Pipeline
import SystemPackage
import Testing

/// The real program behind the real walls: what libraries load late must still be there.
@Suite(.timeLimit(.minutes(3)))
struct GenuineExtractorTests {
  @Test func `a page of HTML is detected and extracted in one visit`() async throws {
    let page =
      "<!DOCTYPE html><html><head><title>On rivers</title></head><body><h2>Their <i>sources</i></h2><p>The river runs.</p></body></html>"

    let understanding = try await understand(Array(page.utf8), name: "page.html")

    #expect(understanding.detected?.mediaType == "text/html")
    #expect(understanding.extraction?.state == .stored)
    #expect(understanding.extraction?.title == "On rivers")
    #expect(understanding.extraction?.headings == ["Their sources"])
    #expect(try understanding.extraction?.text.joined().contains("The river runs.") == true)
  }

  @Test func `detection alone brings no extraction`() async throws {
    let understanding = try await understand(Array("<html></html>".utf8), name: "page.html", steps: [.detect])

    #expect(understanding.detected?.mediaType == "text/html")
    #expect(understanding.extraction == nil)
  }

  @Test func `an empty file is empty, and the next one is understood`() async throws {
    let understanding = try await understand([], name: "nothing.txt")

    #expect(understanding.extraction?.state == .empty)
  }

  @Test func `Japanese in a PDF is read, which takes poppler's character maps from behind the walls`() async throws {
    let understanding = try await understand(Array(Self.japanese.utf8), name: "japanese.pdf")

    #expect(understanding.detected?.mediaType == "application/pdf")
    #expect(try understanding.extraction?.text.joined().contains("日本") == true)
  }

  @Test func `Chinese in Big5 is read, which may take a module of iconv from behind the walls`() async throws {
    let head = Array("<html><head><meta charset=\"big5\"></head><body><p>".utf8)

    let understanding = try await understand(
      head + [0xA4, 0xA4, 0xA4, 0xE5] + Array("</p></body></html>".utf8), name: "a.html")

    #expect(try understanding.extraction?.text.joined().contains("中文") == true)
  }

  @Test func `a scan is recognised, though Tesseract may start no thread and read only its models`() async throws {
    let scan = FilePath(#filePath).removingLastComponent().appending("../../fixtures/scans/letter.png")
    let file = try FileDescriptor.open(scan, .readOnly)
    defer { try? file.close() }
    let bytes = try [UInt8](unsafeUninitializedCapacity: 1 << 16) { room, count in
      count = try file.read(into: UnsafeMutableRawBufferPointer(room))
    }
    var request = Bench.request(bytes.count, name: "letter.png")
    request.options.recognition = RecognitionOptions()
    let limits = ProcessLimits(memory: 1 << 30, stall: .seconds(600), cpuSeconds: 600, recognises: true)

    let understanding = try await Bench.withPool(Bench.genuine, limits: limits) { [request] in
      try await $0.understand(request, content: Bench.document(bytes))
    }

    #expect(understanding.extraction?.recognition?.pages == 1)
    #expect(try understanding.extraction?.text.joined().contains("fog bell") == true)
  }

  private func understand(
    _ bytes: [UInt8], name: String, steps: [ExtractionRequest.Step] = [.detect, .extract, .tag]
  ) async throws -> Understanding {
    let request = Bench.request(bytes.count, steps: steps, name: name)
    return try await Bench.withPool(Bench.genuine, limits: Bench.patient) {
      try await $0.understand(request, content: Bench.document(bytes))
    }
  }

  /// One page that says 日本 in Shift JIS, in a font that is not embedded. Without a cross-reference table: poppler makes one.
  static let japanese = """
    %PDF-1.4
    1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
    2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
    3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R
      /Resources << /Font << /F1 5 0 R >> >> >> endobj
    4 0 obj << /Length 45 >> stream
    BT /F1 24 Tf 30 100 Td <93FA967B> Tj ET      \n\
    endstream endobj
    5 0 obj << /Type /Font /Subtype /Type0 /BaseFont /Ryumin-Light /Encoding /90ms-RKSJ-H
      /DescendantFonts [6 0 R] >> endobj
    6 0 obj << /Type /Font /Subtype /CIDFontType0 /BaseFont /Ryumin-Light /FontDescriptor 7 0 R
      /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> >> endobj
    7 0 obj << /Type /FontDescriptor /FontName /Ryumin-Light /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0
      /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> endobj
    trailer << /Root 1 0 R >>
    %%EOF
    """
}
