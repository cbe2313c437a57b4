import Curl
import Documents
import Glibc
import Pipeline
import SystemPackage

/// Speaks S3 with one bucket. Calls block, so they belong on threads that may; any number of them may be made at one time.
///
/// A request that fails in a way that passes is made again, a few times, ever later: what a busy server and a lost connection
/// need. Longer troubles are for whoever has patience.
final class S3Client: Sendable {
  let place: ObjectPlace
  private let signature: SignatureV4?
  private let authorities: String?
  private let handles = CurlHandles()

  /// Times a request is made.
  private static let attempts = 4
  /// Milliseconds before a request is made a second time, at most.
  private static let firstPause = 100
  /// Bytes of an error's description that are read.
  private static let longestError = 64 << 10

  /// `authorities` is a file of certificates to trust in place of the system's.
  init(_ place: ObjectPlace, credentials: S3Credentials?, authorities: String?) {
    self.place = place
    self.authorities = authorities
    signature = credentials.map { SignatureV4(credentials: $0, region: place.region) }
  }

  /// Makes a request; what its answer holds goes to `sink`.
  @discardableResult
  func send(_ request: S3Request, into sink: any ObjectSink = NoSink()) throws(S3Error) -> CurlResponse {
    var attempt = 1
    while true {
      do {
        return try once(request, into: sink)
      } catch {
        guard error.passes, attempt < Self.attempts else { throw error }
        Self.pause(after: attempt)
        attempt += 1
      }
    }
  }

  /// A link with which anybody can make `request` for so many seconds; nil without credentials to sign it with.
  func link(to request: S3Request, seconds: Int) -> String? {
    signature.map { "\(url(request.canonicalPath))?\($0.linkQuery(for: request, seconds: seconds, at: .now))" }
  }

  /// A request for an object, or for the bucket.
  func request(_ method: String, _ key: String?) -> S3Request {
    S3Request(method: method, path: place.path(key), headers: [(name: "host", value: place.host)])
  }

  /// Doubles from attempt to attempt, and is shortened by chance, so that many who failed together do not come again together.
  private static func pause(after attempt: Int) {
    let longest = firstPause << (attempt - 1)
    usleep(UInt32(Int.random(in: longest / 2...longest) * 1000))
  }

  private func once(_ request: S3Request, into sink: any ObjectSink) throws(S3Error) -> CurlResponse {
    let query = request.canonicalQuery
    var transfer = CurlRequest(
      request.method, url(request.canonicalPath) + (query.isEmpty ? "" : "?" + query))
    transfer.headers = request.headers + (signature?.headers(for: request, at: .now) ?? [])
    transfer.body = request.body
    transfer.authorities = authorities
    let reception = Reception(into: sink)
    let response: CurlResponse
    do throws(BlobError) { try sink.restart() } catch { throw .file(error) }
    do {
      response = try handles.perform(transfer) { status, block in reception.take(block, status: status) }
    } catch {
      throw reception.failure.map { .file($0) } ?? S3Error(error)
    }
    guard (200..<300).contains(response.status) else { throw Self.failure(response, reception.refusal) }
    guard sink.isWhole else { throw .damagedOnTheWay("the answer is not whole") }
    return response
  }

  private func url(_ canonicalPath: String) -> String {
    // The endpoint's own path is part of the request's.
    String(place.endpoint.dropLast(place.basePath.count)) + canonicalPath
  }

  private static func failure(_ response: CurlResponse, _ body: [UInt8]) -> S3Error {
    let fields = MarkupFields.elements("Error", in: String(decoding: body, as: UTF8.self)).first ?? [:]
    return S3Error(
      status: response.status, code: fields["Code"] ?? "", message: fields["Message"] ?? "",
      region: response["x-amz-bucket-region"])
  }

  /// Parts what an answer says of a failure from what was asked for.
  private final class Reception {
    private let sink: any ObjectSink
    private(set) var refusal: [UInt8] = []
    private(set) var failure: BlobError?

    init(into sink: any ObjectSink) { self.sink = sink }

    func take(_ block: UnsafeRawBufferPointer, status: Int) -> Bool {
      guard (200..<300).contains(status) else {
        refusal += block.prefix(max(0, S3Client.longestError - refusal.count))
        return true
      }
      do throws(BlobError) {
        try sink.take(block)
        return true
      } catch {
        failure = error
        return false
      }
    }
  }
}
