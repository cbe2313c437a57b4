import CCurl

/// One easy handle of libcurl (libcurl-easy(3)): transfers one after another, with the connections they leave open.
///
/// libcurl forbids overlapping calls on one handle. Every call is `mutating`: exclusive access is what makes the unchecked
/// `Sendable` below true. Calls block, so they belong on a thread that may.
package struct CurlHandle: ~Copyable, @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer
  private let message: UnsafeMutablePointer<CChar>

  /// libcurl's own state, once for the process.
  private static let isStarted = sl_curl_start() == CURLE_OK

  package init() throws(CurlError) {
    guard Self.isStarted, let handle = curl_easy_init() else { throw .failed(code: 2, "libcurl cannot be started") }
    self.handle = handle
    message = .allocate(capacity: Int(CURL_ERROR_SIZE))
  }

  deinit {
    curl_easy_cleanup(handle)
    message.deallocate()
  }

  /// Sends a request and takes its answer. `receive` gets the body block by block, with the status, and says whether it wants more.
  package mutating func perform(
    _ request: CurlRequest, receive: (_ status: Int, UnsafeRawBufferPointer) -> Bool
  ) throws(CurlError) -> CurlResponse {
    let result: Result<CurlResponse, CurlError> = withoutActuallyEscaping(receive) { receive in
      let transfer = CurlTransfer(request, on: handle, receive: receive)
      return withExtendedLifetime(transfer) {
        Result { () throws(CurlError) in try run(request, transfer) }
      }
    }
    return try result.get()
  }

  private func run(_ request: CurlRequest, _ transfer: CurlTransfer) throws(CurlError) -> CurlResponse {
    // Forgets every option, and keeps the connections.
    curl_easy_reset(handle)
    message.pointee = 0
    var options = CurlOptions(handle)
    options.pointer(CURLOPT_ERRORBUFFER, message)
    options.take(request)
    options.connect(transfer)
    if let failure = options.failure { throw .failed(code: failure.rawValue, text(of: failure)) }
    let code = curl_easy_perform(handle)
    if let reason = transfer.reason { throw reason }
    if code == CURLE_FILESIZE_EXCEEDED, let limit = request.limit { throw .tooLarge(limit: limit) }
    guard code == CURLE_OK else {
      throw transfer.isAddressRefused ? .addressRefused : CurlError(code, text(of: code))
    }
    return CurlResponse(status: sl_curl_status(handle), headers: transfer.headers)
  }

  private func text(of code: CURLcode) -> String {
    message.pointee == 0 ? String(cString: curl_easy_strerror(code)) : String(cString: message)
  }
}
