import Detection
import Documents
import Extraction
import Foundation
import Pipeline
import Testing

@Suite(.timeLimit(.minutes(1)))
struct FixtureTests {
  @Test(arguments: Expectation.all.keys.sorted())
  func `a fixture yields what is written beside it`(path: String) throws {
    let expected = try #require(Expectation.all[path])
    let content = try Data(contentsOf: Expectation.folder.appending(path: path))
    var detector = try Detector()
    let name = try #require(path.split(separator: "/").last)
    let type = content.withUnsafeBytes { detector.detect($0, name: String(name)) }.mediaType

    let found = try Recording(of: content, as: type)

    #expect(type.rawValue == expected.type)
    #expect(found.state?.rawValue == expected.state)
    #expect(found.code == expected.code)
    #expect(found.titles == (expected.title.map { [$0] } ?? []))
    #expect(found.pageCount == expected.pages)
    #expect(found.properties == expected.properties ?? [])
    #expect(found.body == (expected.lines ?? []).joined(separator: "\n"))
    #expect(found.boilerplate == (expected.boilerplate ?? []).joined(separator: "\n"))
  }

  @Test func `every fixture has an expectation`() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: Expectation.folder.path)
      .filter { !$0.hasPrefix(".") && $0.contains(".") }

    #expect(files.sorted() == Expectation.all.keys.sorted())
    #expect(files.count > 25)
  }
}
