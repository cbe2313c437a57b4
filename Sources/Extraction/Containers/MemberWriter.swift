import Documents
import Pipeline

/// What extractors of containers write members into: each is announced, given bytes, and ended, within the limits.
///
/// Bytes leave at once, so that memory does not follow the size of a member. Nothing here looks at names: they are data.
final class MemberWriter<Sink: ExtractionSink> {
  private let sink: UnsafeMutablePointer<Sink>
  let limits: MemberLimits
  private let total: Int64
  /// Members that were begun.
  private(set) var count = 0
  private var bytes: Int64 = 0
  private var bytesOfMember: Int64 = 0
  /// The bound that ends this container; nil until one is reached.
  private(set) var reached: MemberLimit?

  /// `packed` is the size of the container, which the ratio is measured by.
  init(sink: UnsafeMutablePointer<Sink>, limits: MemberLimits, packed: Int) {
    self.sink = sink
    self.limits = limits
    total = limits.total(of: packed)
  }

  /// Whether the members' bytes are asked for. Where they are not, nothing needs to be unpacked.
  var areWanted: Bool { limits.count > 0 && limits.depth > 0 && reached == nil }

  /// Begins a member; false, with nothing begun, when no more are taken.
  func begin(_ member: Member) throws(SinkClosed) -> Bool {
    if limits.count > 0, limits.depth == 0 { reached = .depth }
    guard areWanted else { return false }
    guard count < limits.count else {
      reached = .count
      return false
    }
    count += 1
    bytesOfMember = 0
    try sink.pointee.accept(.member(member))
    return true
  }

  /// Adds bytes to the member; the bound that forbids it, if one does: then `finish` the member with it.
  func write(_ content: UnsafeRawBufferPointer) throws(SinkClosed) -> MemberLimit? {
    bytes += Int64(content.count)
    bytesOfMember += Int64(content.count)
    if bytes > total { reached = limits.isInProportion || total < limits.total ? .ratio : .total }
    if let reached { return reached }
    guard bytesOfMember <= limits.each else { return .each }
    try sink.pointee.accept(.memberBytes(Array(content)))
    return nil
  }

  /// Ends the member: whole, or for a reason why it is not.
  func finish(_ error: ExtractionError? = nil) throws(SinkClosed) {
    try sink.pointee.accept(.memberFinished(error?.state ?? .stored, error?.problem))
  }

  /// A member that is in memory.
  func add(_ member: Member, _ content: UnsafeRawBufferPointer) throws(SinkClosed) {
    guard try begin(member) else { return }
    var rest = content[...]
    while !rest.isEmpty {
      if let limit = try write(UnsafeRawBufferPointer(rebasing: rest.prefix(Self.block))) {
        return try finish(.memberLimit(limit))
      }
      rest = rest.dropFirst(Self.block)
    }
    try finish()
  }

  /// Bytes that are sent in one piece.
  static var block: Int { 256 << 10 }
}
