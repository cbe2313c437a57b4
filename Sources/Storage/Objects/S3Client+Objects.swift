import Curl
import Documents
import SystemPackage

extension S3Client {
  /// The size of an object; nil where there is none.
  func size(of key: String) throws(S3Error) -> Int64? {
    do throws(S3Error) {
      guard let size = try send(request("HEAD", key))["content-length"].flatMap({ Int64($0) }) else {
        throw S3Error.unreachable("an answer without its end")
      }
      return size
    } catch .notFound {
      return nil
    }
  }

  /// Stores an open file under `key`. The server compares what arrives with `digest`, the file's SHA-256: it is part of the signature,
  /// and told again as a checksum, because not every server compares the first.
  func put(_ file: FileDescriptor, size: Int64, digest: ContentDigest, as key: String) throws(S3Error) {
    var request = request("PUT", key)
    request.headers += [
      (name: "content-type", value: "application/octet-stream"),
      (name: "x-amz-checksum-sha256", value: digest.base64),
    ]
    request.body = .file(file, offset: 0, count: size)
    request.payload = digest.hex
    try send(request)
  }

  func get(_ key: String, into sink: FileSink) throws(S3Error) { try send(request("GET", key), into: sink) }

  /// Removes an object; one that is not there is not an error.
  func delete(_ key: String) throws(S3Error) {
    do {
      try send(request("DELETE", key))
    } catch .notFound {}
  }

  /// The first objects behind `key`, by name, whose names begin with `prefix`.
  func list(_ prefix: String, after key: String?, limit: Int) throws(S3Error) -> [ListedObject] {
    var request = request("GET", nil)
    request.query = [("list-type", "2"), ("prefix", place.prefix + prefix), ("max-keys", "\(limit)")]
    if let key { request.query.append(("start-after", place.prefix + key)) }
    let answer = TextSink("ListBucketResult")
    try send(request, into: answer)
    return MarkupFields.elements("Contents", in: answer.text).compactMap { fields in
      guard let key = fields["Key"], key.hasPrefix(place.prefix), let size = fields["Size"].flatMap({ Int64($0) })
      else { return nil }
      return ListedObject(key: String(key.dropFirst(place.prefix.count)), size: size)
    }
  }

  /// Whether there is the bucket; throws where it may not be used.
  func hasBucket() throws(S3Error) -> Bool {
    do {
      try send(request("HEAD", nil))
      return true
    } catch .notFound { return false }
  }

  /// Sees to it that there is the bucket: makes it where it is missing, as far as that is allowed.
  func provideBucket() throws(S3Error) {
    guard try !hasBucket() else { return }
    var request = request("PUT", nil)
    if place.region != "us-east-1" {
      request.send(
        Array(
          "<CreateBucketConfiguration><LocationConstraint>\(place.region)</LocationConstraint></CreateBucketConfiguration>"
            .utf8))
    }
    do {
      try send(request)
    } catch .unexpected(409, "BucketAlreadyOwnedByYou", _) {}
  }
}

/// An object as a listing names it, without the place's prefix.
struct ListedObject: Sendable, Equatable {
  let key: String
  let size: Int64
}

extension ContentDigest {
  /// As HTTP headers write checksums.
  fileprivate var base64: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    let digits = Array(hex.utf8)
    let bytes = stride(from: 0, to: 64, by: 2).map {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16) ?? 0
    }
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = (0..<3).reduce(0) { $0 << 8 | (start + $1 < bytes.count ? Int(bytes[start + $1]) : 0) }
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
