package import Documents
import Magic

/// Says what a file is, from its bytes and its name.
///
/// libmagic alone names .84 of common types rightly and names alone .82, and they fail on different files: so the bytes say
/// what family a file belongs to, and the name what it is within that family (`NameTable`). A name never overrules the family:
/// a PNG called `notes.txt` is a PNG. Formats that share a container are told apart by what is in it (`ZipLook`, `XMLLook`).
package struct Detector: ~Copyable {
  /// What decides a type: this program's tables and looks, in a version that is raised with every change that changes answers, and libmagic's.
  package static var version: String { "3 libmagic \(MagicCookie.version)" }

  private var magic: MagicCookie
  private let names = NameTable()

  /// Loads libmagic's database.
  package init() throws(DetectionError) {
    do {
      magic = try MagicCookie()
    } catch {
      switch error {
      case .unavailable(let reason), .unreadable(let reason): throw .databaseUnavailable(reason)
      }
    }
  }

  /// The type of a document whose whole content is `bytes`; `name` is its file name without the folder, `served` what a server called
  /// it. A server's word counts as a name's does, and before it: addresses are often named after programs.
  ///
  /// Never fails: `application/octet-stream` with low confidence says that nothing is known.
  package mutating func detect(
    _ bytes: UnsafeRawBufferPointer, name: String, served: MediaType? = nil
  ) -> Detected {
    guard bytes.count > 0 else { return Detected(mediaType: "inode/x-empty", confidence: 1) }
    let look = ContentLook(bytes)
    if let certain = look.certain { return Detected(mediaType: certain, confidence: 1) }
    let family = family(of: bytes)
    let fromContent = look.refine(family)
    // One message that was saved with the line of the mailbox it was in stays one message.
    if look.isMailbox, !name.lowercased().hasSuffix(".eml") {
      return Detected(mediaType: "application/mbox", confidence: 0.9)
    }
    if fromContent == .octetStream || fromContent == "text/plain", look.isPDFBehindJunk {
      return Detected(mediaType: "application/pdf", confidence: 0.9)
    }
    let asServed = served.flatMap { names.type(served: NameTable.canonical($0), within: fromContent) }
    guard let fromName = asServed ?? names.type(of: name, within: fromContent, look: look) else {
      if fromContent == "text/plain", !name.contains("."), look.isMarkdown {
        return Detected(mediaType: "text/markdown", confidence: 0.7)
      }
      return Detected(mediaType: fromContent, confidence: Self.confidence(in: fromContent))
    }
    return Detected(mediaType: fromName, confidence: fromName == fromContent ? 1 : 0.8)
  }

  /// libmagic's answer, under the name by which this program knows the type.
  private mutating func family(of bytes: UnsafeRawBufferPointer) -> MediaType {
    let window = UnsafeRawBufferPointer(rebasing: bytes.prefix(Self.window(for: bytes)))
    let answer = ask(window)
    guard answer == .octetStream, Signature.type(of: bytes) == nil, let text = StainedText.cleaned(window) else {
      return answer
    }
    let kind = text.withUnsafeBytes { ask($0) }
    return kind == .octetStream ? "text/plain" : kind
  }

  private mutating func ask(_ window: UnsafeRawBufferPointer) -> MediaType {
    // A failure on these bytes says no more than that libmagic knows nothing of them.
    guard let answer = try? magic.mediaType(of: window) else { return .octetStream }
    return NameTable.canonical(MediaType(rawValue: answer))
  }

  /// How many bytes libmagic needs: as many as `file` reads, but for compound documents, whose directory may lie anywhere.
  private static func window(for bytes: UnsafeRawBufferPointer) -> Int {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) ? bytes.count : 1 << 20
  }

  private static func confidence(in type: MediaType) -> Double {
    switch type {
    case .octetStream: 0.1
    case "text/plain", "text/xml", "application/zip": 0.6
    default: 0.9
    }
  }
}
