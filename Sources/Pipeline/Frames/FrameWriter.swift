import Documents
import Glibc

extension Duration {
  /// Whole milliseconds, at least 0.
  fileprivate var milliseconds: Int64 { max(0, Int64(self / .milliseconds(1))) }
}

/// Frames, written one after another into one buffer that is kept for the next ones.
package struct FrameWriter: Sendable {
  /// What was written since `removeAll`.
  package private(set) var bytes: [UInt8] = []

  package init() { bytes.reserveCapacity(1 << 16) }

  /// Forgets what was written, and keeps the room for it unless one large frame made it much larger than usual.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: bytes.capacity <= 1 << 20)
  }

  /// Throws `length` when the keywords make a request larger than a frame may be, and writes nothing then.
  package mutating func append(_ request: ExtractionRequest) throws(FrameError) {
    let start = begin(.request)
    put(UInt8(request.steps.count))
    for step in request.steps { put(step.rawValue) }
    put(request.name)
    put(request.size)
    put(request.detected)
    put(Int64(request.limits.text))
    put(Int64(request.limits.part))
    put(fields: request.limits.members)
    put(fields: request.tagging)
    put(request.options)
    let size = bytes.count - start - 4
    guard size <= Frame.maximumSize else {
      bytes.removeSubrange(start...)
      throw .length(size)
    }
    end(start)
  }

  /// Says that the extractor is ready, and which protections it goes without.
  package mutating func append(readyWithout missing: [String]) {
    let start = begin(.ready)
    put(UInt32(missing.count))
    for name in missing { put(name) }
    end(start)
  }

  /// A NUL becomes U+FFFD, and a part without text becomes `progress`: neither can be read back.
  package mutating func append(_ event: ExtractionEvent) {
    switch event {
    case .detected(let detected): frame(.detected) { $0.put(fields: detected) }
    case .extractor(let version): frame(.extractor) { $0.put(fields: version) }
    case .title(let title): frame(.title) { $0.put(title) }
    case .heading(let heading): frame(.heading) { $0.put(heading) }
    case .property(let property):
      frame(.property) {
        $0.put(property.key)
        $0.put(property.value)
      }
    case .link(let link):
      frame(.link) {
        $0.put(link.target)
        $0.put(link.text)
      }
    case .recognition(let recognition): frame(.recognition) { $0.put(fields: recognition) }
    case .pageCount(let count): frame(.pageCount) { $0.put(UInt32(clamping: count)) }
    case .part(let part) where part.text.isEmpty: frame(.progress) { _ in }
    case .part(let part): frame(part.zone == .body ? .part : .boilerplate) { $0.put(fields: part) }
    case .progress: frame(.progress) { _ in }
    case .tag(let tag):
      frame(.tag) {
        $0.put(tag.type)
        $0.put(tag.key)
        $0.put(tag.value)
      }
    case .finding(let finding): frame(.finding) { $0.put(fields: finding) }
    case .finished(let state, let problem): frame(.finished) { $0.put(state, problem) }
    case .member(let member): frame(.member) { $0.put(fields: member) }
    case .memberBytes(let content): frame(.memberBytes) { $0.bytes += content.prefix(Frame.maximumString) }
    case .memberFinished(let state, let problem): frame(.memberFinished) { $0.put(state, problem) }
    }
  }

  // MARK: - Frames

  private mutating func frame(_ kind: Frame.Kind, _ fields: (inout Self) -> Void) {
    let start = begin(kind)
    fields(&self)
    end(start)
  }

  private mutating func begin(_ kind: Frame.Kind) -> Int {
    let start = bytes.count
    put(UInt32(0))
    put(kind.rawValue)
    return start
  }

  private mutating func end(_ start: Int) {
    let size = UInt32(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(index))) }
  }

  // MARK: - Fields

  private mutating func put(fields detected: Detected) {
    put(detected.mediaType.rawValue)
    put(min(max(detected.confidence, 0), 1).bitPattern)
  }

  private mutating func put(_ detected: Detected?) {
    put(UInt8(detected == nil ? 0 : 1))
    if let detected { put(fields: detected) }
  }

  private mutating func put(fields version: ExtractorVersion) {
    put(version.name)
    put(Int64(version.version))
    put(UInt32(version.libraries.count))
    for (library, version) in version.libraries.sorted(by: { $0.key < $1.key }) {
      put(library)
      put(version)
    }
  }

  private mutating func put(_ options: ExtractionOptions) {
    put(options.passwords)
    put(UInt8(options.recognition == nil ? 0 : 1))
    if let recognition = options.recognition {
      put(recognition.languages)
      put(recognition.pageTime.milliseconds)
      put(recognition.documentTime.milliseconds)
    }
    put(UInt8(options.server == nil ? 0 : 1))
    if let server = options.server {
      put(server.mediaType?.rawValue ?? "")
      put(server.charset ?? "")
      put(server.address ?? "")
    }
  }

  private mutating func put(_ strings: [String]) {
    put(UInt32(strings.count))
    for string in strings { put(string) }
  }

  private mutating func put(fields recognition: Recognition) {
    put(recognition.engine)
    put(recognition.languages)
    put(UInt32(clamping: recognition.pages))
    put(min(max(recognition.confidence, 0), 1).bitPattern)
  }

  private mutating func put(fields part: TextPart) {
    put(UInt32(clamping: part.pages?.lowerBound ?? 0))
    put(UInt32(clamping: part.pages?.upperBound ?? 0))
    text(part.text)
  }

  private mutating func put(fields limits: MemberLimits) {
    for number in [limits.depth, limits.count, limits.ratio] { put(Int64(number)) }
    put(limits.total)
    put(limits.each)
    put(UInt8(limits.isInProportion ? 1 : 0))
  }

  private mutating func put(fields member: Member) {
    put(UInt8(member.modified == nil ? 0 : 1))
    put(member.modified ?? 0)
    bytes += member.path.prefix(Frame.maximumString)
  }

  private mutating func put(_ state: ItemState, _ problem: Problem?) {
    // A state that is not an extractor's to give is this program's own mistake, and the document is kept as crashed.
    let known = Frame.states.firstIndex(of: state) ?? Frame.states.firstIndex(of: .crashed) ?? 0
    put(UInt8(known))
    put(UInt8(problem == nil ? 0 : 1))
    if let problem {
      put(problem.code)
      put(problem.message)
    }
  }

  mutating func put(_ value: some FixedWidthInteger) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ string: String) {
    let start = bytes.count
    put(UInt32(0))
    text(string)
    let size = UInt32(bytes.count - start - 4)
    for index in 0..<4 { bytes[start + index] = UInt8(truncatingIfNeeded: size >> (8 * UInt32(index))) }
  }

  private mutating func text(_ string: String) {
    var string = string
    let start = bytes.count
    string.withUTF8 { utf8 in
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[..<Self.length(of: utf8)]))
    }
    let holdsNUL = bytes[start...].withUnsafeBytes { added in
      added.baseAddress.map { memchr($0, 0, added.count) != nil } ?? false
    }
    if holdsNUL {
      let cleaned = string.unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : Character($0) }
      bytes.removeSubrange(start...)
      text(String(cleaned))
    }
  }

  /// The bytes to write of a string: all, or those before the scalar that crosses the limit.
  private static func length(of utf8: UnsafeBufferPointer<UInt8>) -> Int {
    guard utf8.count > Frame.maximumString else { return utf8.count }
    var end = Frame.maximumString
    while end > 0, utf8[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
    return end
  }
}
