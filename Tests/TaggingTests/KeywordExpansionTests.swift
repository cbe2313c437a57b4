import Documents
import Glibc
import SystemPackage
import Testing

@testable import Tagging

@Suite(.timeLimit(.minutes(1)))
struct KeywordExpansionTests {
  @Test func `forms of a word have its stem, and the first origin of a word holds`() {
    let expansion = KeywordExpansion(thesaurus: Thesaurus(folder: "/nowhere"))

    let expanded = expansion.expand(["lamp", "lamps"], related: ["lamp": ["oil", "lamping"]])

    #expect(expanded.filter { $0.origin == .given }.map(\.word) == ["lamp", "lamps"])
    #expect(expanded.contains(ExpandedKeyword(word: "lamping", origin: .inflection, keyword: "lamp")))
    #expect(expanded.last == ExpandedKeyword(word: "oil", origin: .related, keyword: "lamp"))
    #expect(Set(expanded.map(\.word)).count == expanded.count)
  }

  @Test func `a thesaurus in the format of MyThes gives its synonyms, and none for words it does not have`() throws {
    let folder = FilePath("/tmp/stratlogic-thesaurus-\(UInt64.random(in: 0...UInt64.max))")
    let data =
      "UTF-8\nlamp|2\n(noun)|lantern|lamp|light source (generic term)\n(verb)|shine\nlampoon|1\n(noun)|satire\n"
    let index = "UTF-8\n2\nlamp|6\nlampoon|\(data.utf8.count - 24)\n"
    try write(data, index, folder)
    defer { remove(folder) }
    let thesaurus = Thesaurus(folder: folder)

    #expect(thesaurus.synonyms(of: "Lamp", in: ["en"]) == ["lantern", "shine"])
    #expect(thesaurus.synonyms(of: "lampoon", in: ["en"]) == ["satire"])
    #expect(thesaurus.synonyms(of: "whale", in: ["en", "de"]).isEmpty)
  }

  private func write(_ data: String, _ index: String, _ folder: FilePath) throws {
    _ = folder.withPlatformString { mkdir($0, 0o700) }
    for (text, ending) in [(data, "dat"), (index, "idx")] {
      let file = try FileDescriptor.open(
        folder.appending("th_en_US_v2.\(ending)"), .writeOnly, options: .create, permissions: [.ownerReadWrite])
      _ = try file.closeAfter { try file.writeAll(Array(text.utf8)) }
    }
  }

  private func remove(_ folder: FilePath) {
    for ending in ["dat", "idx"] { _ = folder.appending("th_en_US_v2.\(ending)").withPlatformString { unlink($0) } }
    _ = folder.withPlatformString { rmdir($0) }
  }
}
