import Curl
import Documents
import SystemPackage

extension S3Client {
  /// The size of an object; nil where there is none.
  func size(of key: String) throws(S3Error) -> Int64? {
    do {
      return try send(request("HEAD", key))["content-length"].flatMap { Int64($0) }
    } catch .notFound {
      return nil
    }
  }

  /// Stores an open file under `key`. The server compares what arrives with `digest`, the file's SHA-256.
  func put(_ file: FileDescriptor, size: Int64, digest: ContentDigest, as key: String) throws(S3Error) {
    var request = request("PUT", key)
    request.headers.append((name: "content-type", value: "application/octet-stream"))
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
    let answer = TextSink()
    try send(request, into: answer)
    return MarkupFields.elements("Contents", in: answer.text).compactMap { fields in
      guard let key = fields["Key"], key.hasPrefix(place.prefix), let size = fields["Size"].flatMap({ Int64($0) })
      else { return nil }
      return ListedObject(key: String(key.dropFirst(place.prefix.count)), size: size)
    }
  }

  /// Sees to it that there is the bucket: makes it where it is missing, as far as that is allowed.
  func provideBucket() throws(S3Error) {
    do {
      try send(request("HEAD", nil))
    } catch .notFound {
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
}

/// An object as a listing names it, without the place's prefix.
struct ListedObject: Sendable, Equatable {
  let key: String
  let size: Int64
}
