import Archive
package import Documents

/// The content of a single file that was compressed (`report.txt.gz`): in memory, for as long as this lives.
///
/// Such a file is no container: it is what is in it. Extractors want a document's bytes in one piece, so it is unpacked into memory,
/// up to a bound far below what an extractor may have.
package struct PackedContent: ~Copyable {
  /// Bytes that are unpacked, at most.
  package static let limit = 192 << 20

  private let room: UnsafeMutableRawBufferPointer
  private let count: Int
  /// Why the content is not whole; nil when it is.
  package let problem: Problem?
  package let state: ItemState

  package var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: room[..<count]) }

  /// Unpacks `packed`; nil when it is of another type, when an archive is in it, and when nothing can be unpacked at all.
  package init?(_ packed: UnsafeRawBufferPointer, type: MediaType, limit: Int = PackedContent.limit) {
    guard Self.types.contains(type), !Self.holdsArchive(packed) else { return nil }
    guard var reader = try? ArchiveReader(packed, formats: [.compressions, .raw]), (try? reader.next()) != nil,
      !reader.compressions.isEmpty
    else { return nil }
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: limit + 1, alignment: 16)
    let (count, error) = Self.fill(room, from: &reader)
    guard count > 0 || error == nil else {
      room.deallocate()
      return nil
    }
    self.room = room
    self.count = min(count, limit)
    let failure: ExtractionError? =
      count > limit ? .interrupted("it is too large when unpacked") : error.map { ExtractionError($0) }
    problem = failure?.problem
    state = failure == nil ? .stored : .truncated
  }

  deinit { room.deallocate() }

  /// The name without the suffix of its compression: what is inside is called so.
  package static func name(inside name: String) -> String {
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return suffixes.contains(name[name.index(after: dot)...].lowercased()) ? String(name[..<dot]) : name
  }

  static let types: Set<MediaType> = [
    "application/gzip", "application/x-bzip2", "application/x-xz", "application/x-lzma", "application/x-lzip",
    "application/zstd", "application/x-lz4", "application/x-compress", "image/x-svgz",
  ]
  private static let suffixes: Set<String> = ["gz", "bz2", "xz", "lzma", "lz", "zst", "lz4", "z"]

  private static func holdsArchive(_ packed: UnsafeRawBufferPointer) -> Bool {
    guard var reader = try? ArchiveReader(packed) else { return false }
    return (try? reader.next()) != nil
  }

  private static func fill(
    _ room: UnsafeMutableRawBufferPointer, from reader: inout ArchiveReader
  ) -> (count: Int, error: ArchiveError?) {
    var count = 0
    do throws(ArchiveError) {
      while count < room.count {
        let read = try reader.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
        guard read > 0 else { break }
        count += read
      }
    } catch {
      return (count, error)
    }
    return (count, nil)
  }
}
