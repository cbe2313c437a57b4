import CCurl

/// Sets options of a handle, and remembers the first that was refused.
struct CurlOptions: ~Copyable {
  private let handle: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?
  private(set) var failure: CURLcode?

  init(_ handle: UnsafeMutableRawPointer) { self.handle = handle }

  // The list must outlive the transfer, and does: these options live as long as it runs.
  deinit { curl_slist_free_all(headers) }

  mutating func take(_ request: CurlRequest) {
    text(CURLOPT_URL, request.url)
    text(CURLOPT_PROTOCOLS_STR, "http,https")
    text(CURLOPT_REDIR_PROTOCOLS_STR, "http,https")
    number(CURLOPT_NOSIGNAL, 1)
    number(CURLOPT_FOLLOWLOCATION, request.redirects > 0 ? 1 : 0)
    number(CURLOPT_MAXREDIRS, request.redirects)
    number(CURLOPT_CONNECTTIMEOUT_MS, request.connectTimeout.milliseconds)
    number(CURLOPT_LOW_SPEED_LIMIT, 1)
    number(CURLOPT_LOW_SPEED_TIME, max(1, request.stallTimeout.milliseconds / 1000))
    if let timeout = request.timeout { number(CURLOPT_TIMEOUT_MS, timeout.milliseconds) }
    if let limit = request.limit { note(sl_curl_set_size(handle, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(limit))) }
    if let authorities = request.authorities { text(CURLOPT_CAINFO, authorities) }
    if request.allows != nil { text(CURLOPT_PROXY, "") }
    // All that this libcurl knows.
    if request.decodes { text(CURLOPT_ACCEPT_ENCODING, "") }
    if request.isWanted != nil { number(CURLOPT_NOPROGRESS, 0) }
    take(method: request.method, request.body)
    // Without this, libcurl waits a second for a server that has not learnt to be asked.
    add("Expect:")
    for header in request.headers {
      // An empty value would mean that the header is not to be sent.
      add(header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
    }
    note(sl_curl_set_pointer(handle, CURLOPT_HTTPHEADER, headers))
  }

  private mutating func take(method: String, _ body: CurlRequest.Body) {
    switch (method, body) {
    case ("HEAD", _): number(CURLOPT_NOBODY, 1)
    case ("GET", .none): number(CURLOPT_HTTPGET, 1)
    case (_, .none) where method != "PUT" && method != "POST": text(CURLOPT_CUSTOMREQUEST, method)
    default:
      number(CURLOPT_UPLOAD, 1)
      text(CURLOPT_CUSTOMREQUEST, method)
      note(sl_curl_set_size(handle, CURLOPT_INFILESIZE_LARGE, curl_off_t(body.count)))
    }
  }

  /// Has libcurl call `transfer`, which must outlive the transfer.
  mutating func connect(_ transfer: CurlTransfer) {
    let context = Unmanaged.passUnretained(transfer).toOpaque()
    for option in [
      CURLOPT_WRITEDATA, CURLOPT_HEADERDATA, CURLOPT_READDATA, CURLOPT_SEEKDATA, CURLOPT_OPENSOCKETDATA,
      CURLOPT_XFERINFODATA,
    ] { pointer(option, context) }
    note(sl_curl_set_block_call(handle, CURLOPT_WRITEFUNCTION, CurlTransfer.onBody))
    note(sl_curl_set_block_call(handle, CURLOPT_HEADERFUNCTION, CurlTransfer.onHeader))
    note(sl_curl_set_block_call(handle, CURLOPT_READFUNCTION, CurlTransfer.onSend))
    note(sl_curl_set_seek_call(handle, CurlTransfer.onSeek))
    note(sl_curl_set_socket_call(handle, CurlTransfer.onSocket))
    note(sl_curl_set_progress_call(handle, CurlTransfer.onProgress))
  }

  mutating func pointer(_ option: CURLoption, _ value: UnsafeMutableRawPointer) {
    note(sl_curl_set_pointer(handle, option, value))
  }

  private mutating func text(_ option: CURLoption, _ value: String) { note(sl_curl_set_text(handle, option, value)) }

  private mutating func number(_ option: CURLoption, _ value: Int) { note(sl_curl_set_number(handle, option, value)) }

  private mutating func add(_ header: String) {
    guard let longer = curl_slist_append(headers, header) else { return note(CURLE_OUT_OF_MEMORY) }
    headers = longer
  }

  private mutating func note(_ code: CURLcode) { if code != CURLE_OK, failure == nil { failure = code } }
}

extension Duration {
  fileprivate var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
  }
}
