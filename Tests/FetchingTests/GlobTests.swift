import Fetching
import Testing

@Suite struct GlobTests {
  @Test(arguments: [
    ("*.txt", "a.txt", true), ("*.txt", "sub/a.txt", true), ("*.txt", "a.txt.gz", false),
    ("a/*.txt", "a/b.txt", true), ("a/*.txt", "a/b/c.txt", false), ("a/*.txt", "x/a/b.txt", false),
    ("/a", "a", true), ("/a", "b/a", false), ("a", "b/a", true),
    ("**/a", "a", true), ("**/a", "b/c/a", true), ("a/**", "a/b/c", true), ("a/**", "a", false),
    ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/x/y/c", false),
    ("a/**/b/**/c", "a/b/x/b/c", true), ("?.md", "é.md", true), ("?.md", "ab.md", false),
    ("[a-c]x", "bx", true), ("[!a-c]x", "bx", false), ("[]]", "]", true), ("[a-]", "-", true),
    ("[à-ü]", "é", true), ("\\*", "*", true), ("\\*", "a", false), ("a**b", "axxb", true), ("*", ".a", true),
  ])
  func `matches as gitignore does`(pattern: String, path: String, matches: Bool) throws {
    #expect(try Glob(pattern).matches(Array(path.utf8)[...], isFolder: false) == matches)
  }

  @Test func `matches folders only with a slash at the end`() throws {
    let glob = try Glob("build/")

    #expect(glob.matches(Array("a/build".utf8)[...], isFolder: true))
    #expect(!glob.matches(Array("a/build".utf8)[...], isFolder: false))
  }

  @Test func `takes a byte that is not UTF-8 for one character`() throws {
    #expect(try Glob("a?b").matches([0x61, 0xFF, 0x62], isFolder: false))
    #expect(try Glob("a*b").matches([0x61, 0xFF, 0x80, 0x62], isFolder: false))
  }

  @Test(arguments: [
    ("", GlobError.empty), ("a//b", .emptyComponent("a//b")), ("[a", .unclosedClass("[a")),
    ("[z-a]", .reversedRange("[z-a]")), ("a\\", .danglingBackslash("a\\")), ("!a", .negated("!a")),
  ])
  func `says what is wrong with a pattern`(pattern: String, error: GlobError) {
    #expect(throws: error) { try Glob(pattern) }
  }

  @Test(.timeLimit(.minutes(1))) func `needs no more time for patterns made to be slow`() throws {
    let stars = try Glob(String(repeating: "a*", count: 50) + "b")
    let components = try Glob(String(repeating: "**/a/", count: 30) + "b")
    let clock = ContinuousClock()

    let elapsed = clock.measure {
      #expect(!stars.matches(Array(repeating: 0x61, count: 250)[...], isFolder: false))
      #expect(!components.matches(Array(String(repeating: "a/", count: 200).utf8)[...], isFolder: false))
    }

    #expect(elapsed < .seconds(2))
  }
}
