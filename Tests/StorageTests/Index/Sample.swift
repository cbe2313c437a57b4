import Documents
import SystemPackage
import Testing

@testable import Storage

/// A document that a test stores.
struct Sample: Sendable {
  var title: String
  var path: String
  var parts: [String]
  /// What stands around the text.
  var boilerplate: [String] = []
  var headings: [String] = []
  var labels: [String] = []
  var keywords: [String] = []
  /// Seconds since 1970.
  var modified: Int64 = 0
  /// What came of its extraction.
  var state = ItemState.stored

  init(_ title: String, _ parts: String...) {
    self.title = title
    path = "/shelf/\(title).txt"
    self.parts = parts
  }

  private static let words = "curlew plover lapwing running runs ran field tumbled tumbles calling called Möwe".split(
    separator: " ")

  /// Documents that share words, each with one of its own, in two parts.
  static func varied(_ number: Int) -> Sample {
    let some = (0..<(5 + number % 7)).map { String(words[(number * 5 + $0 * $0) % words.count]) }
    var sample = Sample("n\(number)", some.joined(separator: " ") + " ", "unique\(number) the end")
    sample.modified = Int64(number)
    sample.keywords = number.isMultiple(of: 3) ? ["bird"] : []
    return sample
  }

  var entry: FolderEntry {
    FolderEntry(
      path: FilePath(path),
      identity: FileIdentity(size: 1, modified: modified * 1_000_000_000, changed: 1, inode: 1))
  }

  func digest() throws -> ContentDigest {
    let digits = title.utf8.map { String($0, radix: 16) }.joined()
    return try #require(ContentDigest(hex: String((digits + String(repeating: "0", count: 64)).prefix(64))))
  }

  func record() throws -> DocumentRecord {
    let null = try FileDescriptor.open("/dev/null", .readOnly)
    let fetched = FetchedFile(
      entry: entry, digest: try digest(), size: 1, content: ContentFile(descriptor: null, staged: nil))
    let pages = parts.enumerated().map { TextPart(pages: ($0.offset + 1)...($0.offset + 1), text: $0.element) }
    let around = boilerplate.map { TextPart(pages: nil, zone: .boilerplate, text: $0) }
    let extraction = Extraction(
      state: state, title: title, headings: headings,
      metadata: labels.map { Property(key: "keywords", value: $0) }, text: DocumentText(pages + around),
      extractor: ExtractorVersion(name: "text", version: 1))
    let file = DetectedFile(fetched: fetched, detected: Detected(mediaType: "text/plain", confidence: 1))
    return DocumentRecord(
      TaggedDocument(
        document: ExtractedDocument(file: file, extraction: extraction),
        tags: keywords.map { Tag(type: "keyword", key: $0, value: "1") }))
  }
}
