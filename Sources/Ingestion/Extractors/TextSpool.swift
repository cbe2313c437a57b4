import Documents
import Pipeline
import SystemPackage

/// The text of one document while its parts arrive: in memory as long as it is short and there is room, then in a file.
struct TextSpool: Sendable {
  /// Bytes that are gathered before they are written.
  private static let chunk = 256 << 10

  private(set) var byteCount = 0
  private(set) var isEmpty = true
  private let folder: SpoolFolder
  private var parts: [TextPart] = []
  private var share: MemoryShare
  private var file: SpoolFile?
  private var frames = FrameWriter()

  init(in folder: SpoolFolder) {
    self.folder = folder
    share = MemoryShare(folder)
  }

  mutating func append(_ part: TextPart) throws(SpoolError) {
    let size = part.text.utf8.count
    byteCount += size
    isEmpty = false
    if file == nil {
      if byteCount <= SpoolFolder.documentShare, share.grow(by: size) {
        parts.append(part)
        return
      }
      try spill()
    }
    frames.append(.part(part))
    if frames.bytes.count >= Self.chunk { try flush() }
  }

  /// The text, when no more will come.
  mutating func finish() throws(SpoolError) -> DocumentText {
    guard let file else {
      return parts.isEmpty ? .none : DocumentText(HeldText(parts: parts, byteCount: byteCount, share: share))
    }
    try flush()
    return DocumentText(SpooledText(file: file, byteCount: byteCount))
  }

  private mutating func spill() throws(SpoolError) {
    file = try folder.makeFile()
    for part in parts { frames.append(.part(part)) }
    parts = []
    share = MemoryShare(folder)
  }

  private mutating func flush() throws(SpoolError) {
    guard let file else { return }
    do {
      _ = try file.descriptor.writeAll(frames.bytes)
    } catch {
      throw SpoolError((error as? Errno) ?? .ioError)
    }
    frames.removeAll()
  }
}
