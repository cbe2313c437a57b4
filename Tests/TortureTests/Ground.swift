import Glibc
import SystemPackage
import Testing

/// Where everything that is tortured lies: a folder for this test process, with the documents that every run ingests.
///
/// A guard process holds the reading end of a pipe whose writing end only this process has, and removes the folder when that
/// closes, however this process ends; servers that are left in it are stopped before.
enum Ground {
  struct Unavailable: Error, CustomStringConvertible {
    let description: String
  }

  private static let prepared = Result<FilePath, Unavailable> { () throws(Unavailable) in try prepare() }

  static func folder() throws(Unavailable) -> FilePath { try prepared.get() }

  /// The program under test, which is built beside the tests.
  static let program: FilePath = {
    let path = FilePath(CommandLine.arguments[0])
    return (path.isAbsolute ? path : FilePath("/proc/self/cwd").pushing(path)).removingLastComponent()
      .appending("stratlogic")
  }()

  /// The documents of the repository, each odd in its own way.
  static let fixtures = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
    .appending("fixtures")

  /// The documents made for this process.
  static func corpus() throws(Unavailable) -> FilePath { try folder().appending("corpus") }

  /// Small batches, so that there are many transactions to hit.
  static func pipeline() throws(Unavailable) -> FilePath { try folder().appending("small-batches.yaml") }

  /// The same, with short texts.
  static func shortPipeline() throws(Unavailable) -> FilePath { try folder().appending("short-texts.yaml") }

  private static let steps = """
    pipeline: small-batches
    steps:
      - { stage: fetch }
      - { stage: dedupe }
      - { stage: detect }
      - { stage: extract }
      - { stage: tag }
      - { stage: persist, options: { batch: 16 } }

    """

  /// Servers are still there only where this process was killed in the midst of a test.
  private static func guardScript(_ folder: String) -> String {
    """
    trap '' INT; cat > /dev/null
    for home in '\(folder)'/scene-*/home; do '\(program.string)' db stop --home "$home"; done > /dev/null 2>&1
    rm -rf '\(folder)'
    """
  }

  private static func prepare() throws(Unavailable) -> FilePath {
    var template = Array("/tmp/stratlogic-torture-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Unavailable(description: "no temporary folder: errno \(errno)") }
    let name = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // The server's user has to pass through.
    chmod(name, 0o755)
    guard popen(guardScript(name), "we") != nil else {
      throw Unavailable(description: "no guard process: errno \(errno)")
    }
    let folder = FilePath(name)
    do {
      try Corpus.write(to: folder.appending("corpus"))
      try SmallText.write(steps, to: folder.appending("small-batches.yaml"))
      let short = steps.replacing("{ stage: extract }", with: "{ stage: extract, options: { text: 1KiB } }")
      try SmallText.write(short, to: folder.appending("short-texts.yaml"))
    } catch {
      throw Unavailable(description: "the documents could not be written: \(error)")
    }
    return folder
  }
}
