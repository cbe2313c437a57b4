import Archive
import Documents

/// The names of an archive's members as UTF-8. Programs of old wrote them in the code page of the machine, which the archive does not name.
///
/// All names that are no UTF-8 are in one encoding, which is guessed from them together, as that of a text is: a single name says little.
struct MemberNames {
  /// Members and bytes of names that are looked at.
  private static let (mostMembers, mostBytes) = (10_000, 4 << 10)

  private let source: SourceDocument
  private var encoding: CharacterEncoding?

  init(_ source: SourceDocument) { self.source = source }

  /// The path of a member as it is meant.
  mutating func utf8(_ path: [UInt8]) -> [UInt8] {
    guard path.contains(where: { $0 >= 0x80 }), !path.withUnsafeBufferPointer({ UTF8Pieces.isValid($0) }) else {
      return path
    }
    let encoding = encoding ?? guess(from: path)
    self.encoding = encoding
    var name: [UInt8] = []
    path.withUnsafeBytes { source.decoders.decode($0, from: encoding) { name.append(contentsOf: $0) } }
    return name
  }

  private func guess(from path: [UInt8]) -> CharacterEncoding {
    let guess = EncodingGuess(decoders: source.decoders, candidates: Self.candidates(source.type))
    return others(than: path).withUnsafeBytes { guess.encoding(of: $0) }
  }

  /// This name and those after it that are no UTF-8, in lines. Of a ZIP archive alone: others would have to be unpacked for it.
  private func others(than path: [UInt8]) -> [UInt8] {
    guard Self.zips.contains(source.type), var reader = try? ArchiveReader(source.bytes, formats: .zip) else {
      return path
    }
    var names: [UInt8] = []
    for _ in 0..<Self.mostMembers where names.count < Self.mostBytes {
      guard let member = try? reader.next() else { break }
      guard !member.path.withUnsafeBufferPointer({ UTF8Pieces.isValid($0) }) else { continue }
      names += member.path + [UInt8(ascii: "\n")]
    }
    return names.isEmpty ? path : names
  }

  private static let zips: Set<MediaType> = ["application/zip", "application/java-archive"]
  private static let ofUnix: Set<MediaType> = [
    "application/x-tar", "application/x-cpio", "application/x-archive", "application/gzip", "application/x-bzip2",
    "application/x-xz", "application/zstd",
  ]

  /// Formats that come from DOS have its code pages, where those of texts are Unix' and Windows'.
  private static func candidates(_ type: MediaType) -> [EncodingGuess.Candidate] {
    ofUnix.contains(type) ? EncodingGuess.ofTexts : EncodingGuess.ofNames
  }
}
