import Crypto
import Curl
import Documents
import Pipeline

/// One GET of one address. Blocks.
struct WebTransfer {
  let options: WebOptions
  let handles: CurlHandles
  let isWanted: @Sendable () -> Bool

  /// What came of it: the head of the answer, and the bytes of a page.
  struct Answer: Sendable {
    let response: CurlResponse
    /// nil for every answer but a success.
    let content: Content?
  }

  struct Content: Sendable {
    let staged: any StagedMember
    let digest: ContentDigest
    let size: Int64
  }

  /// Fetches a page into `staging` while it is hashed.
  func page(
    at address: WebAddress, validators: PageValidators?, into staging: any MemberStaging
  ) throws(WebError) -> Answer {
    var request = request(for: address, limit: options.maxSize)
    if let tag = validators?.entityTag { request.headers.append((name: "If-None-Match", value: tag)) }
    if let date = validators?.lastModified { request.headers.append((name: "If-Modified-Since", value: date)) }
    let reception = Reception(into: staging)
    let response: CurlResponse
    do {
      response = try handles.perform(request) { status, block in
        (200..<300).contains(status) ? reception.take(block) : true
      }
    } catch {
      throw reception.failure.map { .staging($0) } ?? WebError(error)
    }
    guard (200..<300).contains(response.status) else { return Answer(response: response, content: nil) }
    do {
      return Answer(response: response, content: try reception.finish())
    } catch {
      throw .staging(error)
    }
  }

  /// Fetches what is small into memory: the first `limit` bytes of it.
  func small(at address: WebAddress, limit: Int) throws(WebError) -> (response: CurlResponse, bytes: [UInt8]) {
    var bytes: [UInt8] = []
    do {
      let response = try handles.perform(request(for: address, limit: nil)) { status, block in
        guard (200..<300).contains(status) else { return true }
        bytes += block.prefix(limit - bytes.count)
        return bytes.count < limit
      }
      return (response, bytes)
    } catch {
      // It is cut off, and what came is used.
      if error == .stopped, isWanted(), bytes.count == limit {
        return (CurlResponse(status: 200, headers: []), bytes)
      }
      throw WebError(error)
    }
  }

  private func request(for address: WebAddress, limit: Int64?) -> CurlRequest {
    var request = CurlRequest("GET", address.string)
    request.headers = [
      (name: "User-Agent", value: options.userAgent), (name: "Accept", value: "text/html, */*;q=0.8"),
    ]
    request.decodes = true
    request.limit = limit
    request.timeout = options.timeout
    request.isWanted = isWanted
    request.authorities = options.authorities
    // Behind a proxy no address could be looked at, so there is none where addresses are refused.
    if !options.allowsPrivate { request.allows = { AddressRanges.isPublic($0.bytes) } }
    return request
  }

  /// Takes the bytes of a page.
  private final class Reception {
    private let staging: any MemberStaging
    private var copy: (any MemberCopy)?
    private var hash = SHA256()
    private var size: Int64 = 0
    private(set) var failure: BlobError?

    init(into staging: any MemberStaging) { self.staging = staging }

    func take(_ block: UnsafeRawBufferPointer) -> Bool {
      do throws(BlobError) {
        let copy = try open()
        hash.update(bufferPointer: block)
        size += Int64(block.count)
        try copy.append(block)
        return true
      } catch {
        failure = error
        return false
      }
    }

    private func open() throws(BlobError) -> any MemberCopy {
      if let copy { return copy }
      let copy = try staging.beginMember()
      self.copy = copy
      return copy
    }

    func finish() throws(BlobError) -> Content {
      let copy = try open()
      let digest = ContentDigest(bytes: hash.finalize())
      return Content(staged: try copy.finish(digest: digest, size: size), digest: digest, size: size)
    }
  }
}

/// What to ask with whether a page is as it was.
package struct PageValidators: Sendable, Hashable {
  package let entityTag: String?
  package let lastModified: String?

  package init(entityTag: String?, lastModified: String?) {
    self.entityTag = entityTag
    self.lastModified = lastModified
  }
}
