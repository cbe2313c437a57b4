import Archive
import Pipeline
import XML2

/// A document that is a ZIP archive of parts, read by name.
///
/// libarchive gives members in their order only. So what is small and needed at once (relationships, styles) is loaded in one pass,
/// and what may be large is streamed, a pass each; members that are passed over cost their header, for the directory says where the
/// next one is. All that is ever unpacked counts against one budget, so that neither a member nor many can be a bomb.
///
/// A class because the budget is spent by everyone who reads.
final class ZipPackage {
  /// Members listed; a document of more is no document.
  private static let mostMembers = 100_000
  /// Bytes held at a time of parts that are loaded.
  private static let heldLimit = 128 << 20
  /// Bytes unpacked of any container, and times its size of a larger one. Sheets full of the same compress by a hundred.
  private static let freeBudget = 256 << 20
  private static let ratio = 250
  private static let mostBytes = 2 << 30

  private let bytes: UnsafeRawBufferPointer
  private var known: Set<String> = []
  /// In the container's order.
  private(set) var names: [String] = []
  private(set) var hasEncryptedMembers = false
  private var budget: Int
  /// Why something of the container could not be read.
  private(set) var problem: ExtractionError?

  /// Lists the members of `bytes`, which must stay where they are.
  ///
  /// - Throws: `corrupt`, `encrypted` or `outOfMemory` when there is no list.
  init(_ bytes: UnsafeRawBufferPointer) throws(ExtractionError) {
    self.bytes = bytes
    budget = min(
      Self.mostBytes, max(Self.freeBudget, bytes.count.multipliedReportingOverflow(by: Self.ratio).partialValue))
    do {
      var archive = try ArchiveReader(bytes, formats: .zip)
      while names.count < Self.mostMembers, let member = try archive.next() {
        let name = Self.name(member)
        if known.insert(name).inserted { names.append(name) }
        hasEncryptedMembers = hasEncryptedMembers || member.isEncrypted
      }
    } catch {
      // What is listed before a broken end can be read.
      guard !names.isEmpty else { throw Self.cause(error) }
      problem = Self.cause(error)
    }
  }

  func contains(_ name: String) -> Bool { known.contains(name) }

  /// The members of these names, those that there are, whole. What is beyond the limits is left out, and is a `problem`.
  func load(_ wanted: some Sequence<String>) -> [String: [UInt8]] {
    var missing = Set(wanted).intersection(known)
    var parts: [String: [UInt8]] = [:]
    var held = 0
    pass { (archive, member) throws(ArchiveError) in
      let name = Self.name(member)
      guard missing.remove(name) != nil else { return !missing.isEmpty }
      var content: [UInt8] = []
      content.reserveCapacity(Int(min(max(member.size ?? 0, 0), 1 << 20)))
      let isWhole: Bool
      do throws(ArchiveError) {
        isWhole = try read(&archive) { (piece) throws(SinkClosed) in
          content.append(contentsOf: piece)
          return held + content.count < Self.heldLimit
        }
      } catch {
        // What stands before the damage is kept.
        held += content.count
        if !content.isEmpty { parts[name] = content }
        throw error
      }
      if held + content.count >= Self.heldLimit {
        problem = problem ?? .interrupted("a part is too large when unpacked")
      }
      guard isWhole || !content.isEmpty else { return false }
      held += content.count
      parts[name] = content
      return held < Self.heldLimit && !missing.isEmpty && budget > 0
    }
    return parts
  }

  /// Shows `visitor` one member as XML, however long it is; `goesOn` is asked now and then whether anybody still listens.
  func stream<Visitor: StreamVisitor>(
    _ name: String, to visitor: inout Visitor, while goesOn: () throws(SinkClosed) -> Bool
  ) throws(SinkClosed) where Visitor.Failure == SinkClosed {
    guard contains(name), var markup = try? MarkupStream() else { return }
    var closed: SinkClosed?
    var hasEnded = false
    pass { (archive, member) throws(ArchiveError) in
      guard Self.name(member) == name else { return true }
      _ = try read(&archive) { (piece) throws(SinkClosed) in
        do throws(SinkClosed) {
          try markup.read(piece, &visitor)
          return try goesOn()
        } catch {
          closed = error
          return false
        }
      }
      hasEnded = true
      return false
    }
    if let closed { throw closed }
    guard hasEnded || problem != nil, let reason = try markup.finish(&visitor) else { return }
    if try goesOn() { problem = problem ?? .interrupted(reason) }
  }

  /// Goes through the members until `body` says that it has what it wants.
  private func pass(_ body: (inout ArchiveReader, ArchiveMember) throws(ArchiveError) -> Bool) {
    do {
      var archive = try ArchiveReader(bytes, formats: .zip)
      var count = 0
      while count < Self.mostMembers, let member = try archive.next() {
        count += 1
        do {
          guard try body(&archive, member) else { return }
        } catch {
          // A damaged member leaves the next ones as they are.
          problem = problem ?? Self.cause(error)
        }
      }
    } catch {
      problem = problem ?? Self.cause(error)
    }
  }

  /// Hands the member over in pieces, until `body` has enough. Whether all of it was read.
  private func read(
    _ archive: inout ArchiveReader, _ body: (UnsafeRawBufferPointer) throws(SinkClosed) -> Bool
  ) throws(ArchiveError) -> Bool {
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
    defer { block.deallocate() }
    while true {
      let count = try archive.read(into: block)
      guard count > 0 else { return true }
      budget -= count
      guard budget > 0 else {
        problem = .interrupted("its parts are too large when unpacked")
        return false
      }
      guard (try? body(UnsafeRawBufferPointer(rebasing: block[..<count]))) == true else { return false }
    }
  }

  private static func name(_ member: ArchiveMember) -> String {
    let name = String(decoding: member.path, as: UTF8.self)
    // Some programs write the separators of Windows.
    return name.contains("\\") ? String(name.map { $0 == "\\" ? "/" : $0 }) : name
  }

  private static func cause(_ error: ArchiveError) -> ExtractionError {
    switch error {
    case .encrypted: .encrypted
    case .outOfMemory: .outOfMemory
    case .truncated(let reason), .memberDamaged(let reason), .damaged(let reason), .unsupported(let reason):
      .corrupt(reason)
    case .unrecognised: .corrupt("it is not a ZIP archive")
    }
  }
}
