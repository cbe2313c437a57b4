import Archive
import Documents
import Pipeline

/// Archives of all kinds, by libarchive: the names of their members as text, and the members as documents of their own.
///
/// Links are not followed and devices not opened: they are named, and passed over. What cannot be unpacked is named, and does not
/// keep the rest from being taken.
enum ArchiveExtractor: FormatExtractor {
  static let version = ExtractorVersion(name: "archive", version: 3, libraries: ["libarchive": ArchiveReader.version])

  static func extract<Sink: ExtractionSink>(
    _ source: SourceDocument, into output: DocumentWriter<Sink>
  ) throws(SinkClosed) -> ExtractionError? {
    var reader: ArchiveReader
    do {
      reader = try ArchiveReader(source.bytes)
    } catch {
      return ExtractionError(error)
    }
    var reading = ArchiveReading(source, output: output)
    return try reading.read(&reader)
  }
}

/// One archive while it is read.
private struct ArchiveReading<Sink: ExtractionSink> {
  private let output: DocumentWriter<Sink>
  private let block = ReadBlock(MemberWriter<Sink>.block)
  private var names: MemberNames
  private var entries = 0
  /// What is wrong with members, when nothing is wrong with the whole.
  private var problem: ExtractionError?

  init(_ source: SourceDocument, output: DocumentWriter<Sink>) {
    self.output = output
    names = MemberNames(source)
  }

  mutating func read(_ reader: inout ArchiveReader) throws(SinkClosed) -> ExtractionError? {
    // Also bounds what is no member, such as folders; no archive is refused for them.
    let most = 4 * max(output.members.limits.count, 100_000)
    while entries < most, output.members.reached == nil {
      entries += 1
      do {
        guard let entry = try reader.next() else { return problem }
        if let failure = try take(entry, &reader) { return end(of: failure) }
      } catch let error as ArchiveError {
        guard error.concernsOneMember else { return end(of: error) }
        problem = problem ?? ExtractionError(error)
      } catch {
        throw SinkClosed()
      }
    }
    return .memberLimit(output.members.reached ?? .count)
  }

  /// Names a member and takes its bytes; gives the failure that nothing can be read after.
  private mutating func take(
    _ entry: ArchiveMember, _ reader: inout ArchiveReader
  ) throws(SinkClosed) -> ArchiveError? {
    let path = names.utf8(entry.path)
    try list(path)
    guard entry.kind != .folder else { return nil }
    // A time beyond the year 2262 does not fit, and says nothing.
    let modified = entry.modified.flatMap { $0.magnitude < 9_000_000_000 ? $0 * 1_000_000_000 : nil }
    guard try output.members.begin(Member(path: path, modified: modified)) else { return nil }
    switch entry.kind {
    case .link: try output.members.finish(.link)
    case .special: try output.members.finish(.special)
    case .file, .folder: return try unpack(entry, &reader)
    }
    return nil
  }

  private mutating func unpack(
    _ entry: ArchiveMember, _ reader: inout ArchiveReader
  ) throws(SinkClosed) -> ArchiveError? {
    if let size = entry.size, size > output.members.limits.each {
      try output.members.finish(.memberLimit(.each))
      return nil
    }
    // Not even tried: behind the attempt, libarchive reads no more of a 7-Zip archive.
    guard !entry.isEncrypted else {
      try output.members.finish(.encrypted)
      problem = .encryptedMembers
      return nil
    }
    while true {
      let count: Int
      do throws(ArchiveError) {
        count = try reader.read(into: block.bytes)
      } catch {
        let failure = ExtractionError(error)
        try output.members.finish(failure)
        let isLast = !error.concernsOneMember && error != .encrypted
        if !isLast { problem = failure == .encrypted ? .encryptedMembers : problem ?? .damagedMembers }
        return isLast ? error : nil
      }
      guard count > 0 else {
        try output.members.finish()
        return nil
      }
      if let limit = try output.members.write(UnsafeRawBufferPointer(rebasing: block.bytes[..<count])) {
        try output.members.finish(.memberLimit(limit))
        return nil
      }
    }
  }

  private func list(_ path: [UInt8]) throws(SinkClosed) {
    let line = Cleaning.line(String(decoding: path, as: UTF8.self)) + "\n"
    try Array(line.utf8).withUnsafeBufferPointer { (text) throws(SinkClosed) in try output.write(text) }
    try output.emit(.progress)
  }

  /// An archive that gave members before it broke is not whole, and no less than what it gave.
  private func end(of error: ArchiveError) -> ExtractionError {
    switch error {
    case .damaged(let reason) where entries > 1: .cutOff(reason)
    case .encrypted where entries > 1: .encryptedMembers
    default: ExtractionError(error)
    }
  }
}

/// Room to read into, for the time of one document.
final class ReadBlock {
  let bytes: UnsafeMutableRawBufferPointer

  init(_ size: Int) { bytes = .allocate(byteCount: size, alignment: 16) }

  deinit { bytes.deallocate() }
}

extension ArchiveError {
  /// Whether the members after the one it was met at can be read.
  fileprivate var concernsOneMember: Bool {
    switch self {
    case .memberDamaged, .unsupported: true
    case .unrecognised, .truncated, .damaged, .encrypted, .outOfMemory: false
    }
  }
}

extension ExtractionError {
  /// What libarchive's refusal means for what it was met at.
  init(_ error: ArchiveError) {
    self =
      switch error {
      case .unrecognised: .corrupt("it is no archive of a known format")
      case .truncated(let reason): .cutOff(reason)
      case .memberDamaged, .unsupported: .damagedMembers
      case .damaged(let reason): .corrupt(reason)
      case .encrypted: .encrypted
      case .outOfMemory: .outOfMemory
      }
  }
}
