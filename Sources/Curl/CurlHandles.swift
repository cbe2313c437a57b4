import Synchronization

/// Handles that are not in use, each with the connections it has left open.
///
/// The one that was used last is given out first: its connection is the likeliest to be open still.
package final class CurlHandles: Sendable {
  /// A handle is no value that can be copied into a list; what owns it is.
  private final class Owner: @unchecked Sendable {
    // One thread at a time has an owner: whoever took it out of the list.
    var handle: CurlHandle

    init() throws(CurlError) { handle = try CurlHandle() }
  }

  private let idle = Mutex<[Owner]>([])

  package init() {}

  /// Makes a request with a handle of its own. Blocks.
  package func perform(
    _ request: CurlRequest, receive: (_ status: Int, UnsafeRawBufferPointer) -> Bool
  ) throws(CurlError) -> CurlResponse {
    let last = idle.withLock { $0.popLast() }
    let owner = if let last { last } else { try Owner() }
    defer { idle.withLock { $0.append(owner) } }
    return try owner.handle.perform(request, receive: receive)
  }
}
