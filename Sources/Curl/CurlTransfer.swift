import CCurl
import SystemPackage

/// One transfer while it runs: what libcurl calls back into. Used by the one thread that performs it.
final class CurlTransfer {
  private let request: CurlRequest
  private let handle: UnsafeMutableRawPointer
  private let receive: (Int, UnsafeRawBufferPointer) -> Bool
  private var received: Int64 = 0
  private var sent: Int64 = 0
  private var headerBytes = 0
  private(set) var headers: [CurlResponse.Header] = []
  /// Why this side ended the transfer, where it did.
  private(set) var reason: CurlError?
  /// Whether an address was refused. Another one of the same host may have done.
  private(set) var isAddressRefused = false

  /// What the headers of one answer may take together.
  private static let longestHead = 256 << 10

  init(
    _ request: CurlRequest, on handle: UnsafeMutableRawPointer, receive: @escaping (Int, UnsafeRawBufferPointer) -> Bool
  ) {
    self.request = request
    self.handle = handle
    self.receive = receive
  }

  /// libcurl's convention: whatever is not the number of bytes ends the transfer.
  static let onBody: sl_curl_block_call = { bytes, size, count, context in
    guard let transfer = CurlTransfer.of(context) else { return 0 }
    return transfer.take(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
  }

  static let onHeader: sl_curl_block_call = { bytes, size, count, context in
    guard let transfer = CurlTransfer.of(context) else { return 0 }
    return transfer.takeHeader(UnsafeRawBufferPointer(start: bytes, count: size * count)) ? size * count : 0
  }

  static let onSend: sl_curl_block_call = { bytes, size, count, context in
    let space = UnsafeMutableRawBufferPointer(start: bytes, count: size * count)
    return CurlTransfer.of(context)?.give(to: space) ?? Int(SL_CURL_READ_ABORT)
  }

  /// A connection that was left open may turn out to be closed: then what was sent is sent again.
  static let onSeek: sl_curl_seek_call = { context, offset, origin in
    guard let transfer = CurlTransfer.of(context), origin == 0, offset >= 0 else { return Int32(SL_CURL_SEEK_FAILED) }
    transfer.sent = Int64(offset)
    return Int32(SL_CURL_SEEK_DONE)
  }

  static let onSocket: sl_curl_socket_call = { context, _, address in
    guard let transfer = CurlTransfer.of(context), let address, transfer.mayConnect(address) else {
      return Int32(SL_CURL_BAD_SOCKET)
    }
    return sl_curl_open_socket(address)
  }

  static let onProgress: sl_curl_progress_call = { context, _, _, _, _ in
    guard let transfer = CurlTransfer.of(context), transfer.request.isWanted?() == false else { return 0 }
    transfer.reason = .stopped
    return 1
  }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer? {
    context.map { Unmanaged<CurlTransfer>.fromOpaque($0).takeUnretainedValue() }
  }

  private func take(_ block: UnsafeRawBufferPointer) -> Bool {
    received += Int64(block.count)
    if let limit = request.limit, received > limit {
      reason = .tooLarge(limit: limit)
      return false
    }
    guard receive(sl_curl_status(handle), block) else {
      reason = .stopped
      return false
    }
    return true
  }

  private func takeHeader(_ line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.longestHead else {
      reason = .tooLarge(limit: Int64(Self.longestHead))
      return false
    }
    let text = String(decoding: line, as: UTF8.self)
    // The head of the next answer: after a redirect, or after one of those that only announce another.
    if text.hasPrefix("HTTP/") { headers = [] }
    guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return true }
    let value = text[text.utf8.index(after: colon)...]
    headers.append(.init(name: text[..<colon].lowercased(), value: String(value.trimmed)))
    return true
  }

  private func give(to space: UnsafeMutableRawBufferPointer) -> Int {
    let wanted = Int(min(Int64(space.count), request.body.count - sent))
    guard wanted > 0 else { return 0 }
    let piece = UnsafeMutableRawBufferPointer(rebasing: space[..<wanted])
    var given = wanted
    switch request.body {
    case .none: return 0
    case .bytes(let bytes): piece.copyBytes(from: bytes[Int(sent)..<Int(sent) + wanted])
    case .file(let file, let offset, _):
      given = (try? file.read(fromAbsoluteOffset: offset + sent, into: piece)) ?? 0
      guard given > 0 else {
        reason = .bodyUnreadable
        return Int(SL_CURL_READ_ABORT)
      }
    }
    sent += Int64(given)
    return given
  }

  private func mayConnect(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
    guard let allows = request.allows else { return true }
    var bytes = [UInt8](repeating: 0, count: 16)
    let count = sl_curl_address(address, &bytes)
    guard count > 0, allows(NetworkAddress(bytes: Array(bytes[..<count]))) else {
      isAddressRefused = true
      return false
    }
    return true
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
