import Glibc
import SystemPackage

/// Generated documents: small ones in many folders, and a few whose text takes a while to copy. The same ones every time.
enum Corpus {
  private static let folders = 10
  private static let filesInFolder = 30
  private static let longTexts = 2

  static func write(to root: FilePath) throws {
    var words = Words()
    try makeFolder(root)
    for folder in 0..<folders {
      let path = root.appending("folder \(folder)")
      try makeFolder(path)
      for file in 0..<filesInFolder {
        let text = words.text(40 + 10 * (file % 7))
        if file % 3 == 0 {
          try SmallText.write("\(text)\n", to: path.appending("note-\(folder)-\(file).txt"))
        } else {
          try SmallText.write(page(words.text(4), text), to: path.appending("page-\(folder)-\(file).html"))
        }
      }
    }
    for number in 0..<longTexts {
      try SmallText.write(words.text(80_000), to: root.appending("folder \(number * 5)/long-\(number).txt"))
    }
  }

  private static func page(_ title: String, _ text: String) -> String {
    """
    <!DOCTYPE html><html lang="en"><head><title>\(title)</title><meta name="keywords" content="made, up"></head>
    <body><h1>\(title)</h1><p>\(text)</p></body></html>

    """
  }

  private static func makeFolder(_ path: FilePath) throws {
    guard mkdir(path.string, 0o755) == 0 else { throw Errno(rawValue: errno) }
  }
}

/// Words in an order that only looks random.
private struct Words {
  private var state: UInt64 = 2024
  private static let known = [
    "lighthouse", "river", "keeper", "signal", "harbour", "night", "watch", "lamp", "fog", "stone", "tide", "ledger",
    "barrel", "measure", "bushel", "winter", "engine", "valve", "letter", "island",
  ]

  mutating func text(_ count: Int) -> String {
    var text = ""
    for position in 0..<count {
      // Xorshift (Marsaglia 2003).
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      if position > 0 { text += position % 12 == 0 ? ".\n" : " " }
      text += Self.known[Int(state % UInt64(Self.known.count))]
      // One word in eight is a number of its own, so that no two documents are alike.
      if state % 8 == 0 { text += " \(state % 100_000)" }
    }
    return text + "."
  }
}
