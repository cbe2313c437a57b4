package import SystemPackage

/// The thesauri that Debian's packages `mythes-...` install, in the format of MyThes: an index of `word|offset` lines, and at each offset of
/// the data `word|meanings` and a line a meaning, `(noun)|synonym|synonym|...`.
package struct Thesaurus: Sendable {
  private let folder: FilePath
  /// Synonyms of a word, at most, from each thesaurus.
  private static let most = 8
  /// Bytes of a meaning that are read.
  private static let entrySize = 8 << 10

  package init(folder: FilePath = "/usr/share/mythes") { self.folder = folder }

  /// What stands for `word` in the thesauri of `languages` that are installed (ISO 639-1); words of more general or opposite meaning are
  /// left out.
  package func synonyms(of word: String, in languages: [String]) -> [String] {
    var found: [String] = []
    for name in names(languages) {
      for synonym in synonyms(of: word.lowercased(), file: name) where !found.contains(synonym) {
        found.append(synonym)
      }
    }
    return found
  }

  /// Names of thesauri without their endings, one for each language.
  private func names(_ languages: [String]) -> [FilePath] {
    languages.compactMap { language in
      let regions = ["en": ["en_US"], "pt": ["pt_PT", "pt_BR"]][language] ?? ["\(language)_\(language.uppercased())"]
      return regions.map { folder.appending("th_\($0)_v2") }.first { (try? Self.size($0.string + ".idx")) != nil }
    }
  }

  private static func size(_ path: String) throws -> Int64 {
    let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    return try file.closeAfter { try file.seek(offset: 0, from: .end) }
  }

  private func synonyms(of word: String, file: FilePath) -> [String] {
    guard let offset = try? Self.offset(of: word, in: file.string + ".idx"),
      let entry = try? Self.read(file.string + ".dat", from: offset, Self.entrySize)
    else { return [] }
    let lines = entry.split(separator: "\n", omittingEmptySubsequences: false)
    guard let head = lines.first?.split(separator: "|"), head.first.map(String.init) == word,
      let meanings = head.last.flatMap({ Int($0) })
    else { return [] }
    var found: [String] = []
    for line in lines.dropFirst().prefix(max(0, meanings)) {
      for synonym in line.split(separator: "|").dropFirst() {
        let isPlain = !synonym.contains("(") && synonym.lowercased() != word
        if isPlain, found.count < Self.most, !found.contains(String(synonym)) { found.append(String(synonym)) }
      }
    }
    return found
  }

  private static func offset(of word: String, in path: String) throws -> Int64? {
    let text = try read(path, from: 0, Int(try size(path)))
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard line.starts(with: word.utf8), line.dropFirst(word.utf8.count).first == UInt8(ascii: "|") else { continue }
      return Int64(Substring(line.dropFirst(word.utf8.count + 1)))
    }
    return nil
  }

  private static func read(_ path: String, from offset: Int64, _ count: Int) throws -> String {
    let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
    return try file.closeAfter {
      var bytes: [UInt8] = []
      while bytes.count < count {
        let piece = try [UInt8](unsafeUninitializedCapacity: min(count - bytes.count, 1 << 20)) { room, read in
          read = try file.read(
            fromAbsoluteOffset: offset + Int64(bytes.count), into: UnsafeMutableRawBufferPointer(room))
        }
        if piece.isEmpty { break }
        bytes += piece
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
}
