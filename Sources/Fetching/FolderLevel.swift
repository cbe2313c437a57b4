import CLinux
import SystemPackage

/// One folder on the way from a root to where a walk is: open, and partly read.
///
/// Entries are taken in portions of a few thousand, each sorted by name; so the order is the same from run to run, while
/// a folder of ten million files takes no more memory than one of four thousand.
struct FolderLevel {
  struct Entry {
    /// The name and a NUL.
    let terminated: ArraySlice<UInt8>
    let kind: UInt8
  }

  private struct Record {
    let start: Int32
    let end: Int32
    let kind: UInt8
  }

  private static let portion = 4096
  private static let bufferSize = 32 << 10

  /// nil while the folder is closed to spare descriptors.
  private(set) var descriptor: Descriptor?
  let place: FileStatus.Place
  /// How much of the walk's path names this folder.
  let pathLength: Int
  /// Why everything below is only counted; nil where it is taken.
  let skipping: SkipReason?
  /// Whether a link led here.
  let isBelowLink: Bool

  private var names: [UInt8] = []
  private var records: [Record] = []
  private var cursor = 0
  private var position: Int64 = 0
  private var isAtEnd = false

  init(_ descriptor: Descriptor, place: FileStatus.Place, pathLength: Int, skipping: SkipReason?, isBelowLink: Bool) {
    self.descriptor = descriptor
    self.place = place
    self.pathLength = pathLength
    self.skipping = skipping
    self.isBelowLink = isBelowLink
  }

  mutating func close() { descriptor = nil }

  /// Goes on after `close` with the folder opened anew.
  mutating func reopen(_ descriptor: Descriptor) throws(Errno) {
    let moved = file_seek(descriptor.number, position)
    guard moved >= 0 else { throw Errno(rawValue: CInt(-moved)) }
    self.descriptor = descriptor
  }

  /// The next entry, "." and ".." left out; nil at the end.
  mutating func next() throws(Errno) -> Entry? {
    if cursor == records.count, !isAtEnd { try load() }
    guard cursor < records.count else { return nil }
    let record = records[cursor]
    cursor += 1
    return Entry(terminated: names[Int(record.start)...Int(record.end)], kind: record.kind)
  }

  private mutating func load() throws(Errno) {
    guard let descriptor else { throw .badFileDescriptor }
    names.removeAll(keepingCapacity: true)
    records.removeAll(keepingCapacity: true)
    cursor = 0
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.bufferSize, alignment: 8)
    defer { buffer.deallocate() }
    while records.count < Self.portion {
      let count = file_entries(descriptor.number, buffer.baseAddress, UInt(buffer.count))
      guard count >= 0 else { throw Errno(rawValue: CInt(-count)) }
      guard count > 0 else {
        isAtEnd = true
        break
      }
      append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
    sort()
  }

  /// Takes the records of one getdents64(2).
  private mutating func append(_ buffer: UnsafeRawBufferPointer) {
    var offset = 0
    while offset < buffer.count {
      let head = buffer.loadUnaligned(fromByteOffset: offset, as: file_entry_head.self)
      let name = buffer[(offset + Int(FILE_ENTRY_NAME_OFFSET))..<(offset + Int(head.length))].prefix { $0 != 0 }
      position = head.next
      offset += Int(head.length)
      if name.elementsEqual([UInt8(ascii: ".")]) || name.elementsEqual([UInt8(ascii: "."), UInt8(ascii: ".")]) {
        continue
      }
      let start = names.count
      names.append(contentsOf: name)
      records.append(Record(start: Int32(start), end: Int32(names.count), kind: head.kind))
      names.append(0)
    }
  }

  private mutating func sort() {
    names.withUnsafeBufferPointer { names in
      records.sort { left, right in
        names[Int(left.start)..<Int(left.end)].lexicographicallyPrecedes(names[Int(right.start)..<Int(right.end)])
      }
    }
  }
}

extension FolderLevel.Entry {
  var name: ArraySlice<UInt8> { terminated.dropLast() }

  /// Lends the name as C wants it.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    terminated.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { preconditionFailure("a name ends with a NUL") }
      return body(start.assumingMemoryBound(to: CChar.self))
    }
  }
}
