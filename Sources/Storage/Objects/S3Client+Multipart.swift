import Curl
import Pipeline
import SystemPackage

extension S3Client {
  /// What is larger goes up in parts, of which each is tried again by itself.
  static let partSize: Int64 = 16 << 20
  /// Parts of one object, at most.
  private static let mostParts: Int64 = 10_000

  /// Stores a large open file under `key`, part by part. What was uploaded of one that fails is given up.
  func putInParts(_ file: FileDescriptor, size: Int64, as key: String) throws(S3Error) {
    var begin = request("POST", key)
    begin.query = [("uploads", "")]
    begin.headers.append((name: "content-type", value: "application/octet-stream"))
    let answer = TextSink("InitiateMultipartUploadResult")
    try send(begin, into: answer)
    guard let upload = MarkupFields.elements("InitiateMultipartUploadResult", in: answer.text).first?["UploadId"] else {
      throw .unexpected(status: 200, code: "", "an upload without an id")
    }
    do {
      try complete(upload, of: key, try parts(of: file, size: size, upload, key))
    } catch .notFound where (try? self.size(of: key)) == size {
      // The upload is there no more because it was completed: the answer to that was lost, and it was asked for once more.
    } catch {
      try? abort(upload, of: key)
      throw error
    }
  }

  /// Gives up an upload in parts; one that is not there is not an error.
  func abort(_ upload: String, of key: String) throws(S3Error) {
    var request = request("DELETE", key)
    request.query = [("uploadId", upload)]
    do {
      try send(request)
    } catch .notFound {}
  }

  /// Uploads in parts that were begun before `moment`, as the server writes times, and neither completed nor given up: somebody died. The first
  /// thousand of them: the next look finds others.
  func abandonedUploads(_ prefix: String, before moment: String) throws(S3Error) -> [(key: String, id: String)] {
    var request = request("GET", nil)
    request.query = [("uploads", ""), ("prefix", place.prefix + prefix)]
    let answer = TextSink("ListMultipartUploadsResult")
    try send(request, into: answer)
    return MarkupFields.elements("Upload", in: answer.text).compactMap { fields in
      guard let key = fields["Key"], key.hasPrefix(place.prefix), let id = fields["UploadId"],
        let begun = fields["Initiated"], begun < moment
      else { return nil }
      return (String(key.dropFirst(place.prefix.count)), id)
    }
  }

  /// Uploads all parts; gives their tags.
  private func parts(
    of file: FileDescriptor, size: Int64, _ upload: String, _ key: String
  ) throws(S3Error) -> [String] {
    let partSize = max(Self.partSize, (size + Self.mostParts - 1) / Self.mostParts)
    var tags: [String] = []
    for offset in stride(from: 0, to: size, by: Int(partSize)) {
      var part = request("PUT", key)
      part.query = [("partNumber", "\(tags.count + 1)"), ("uploadId", upload)]
      let count = min(partSize, size - offset)
      part.body = .file(file, offset: offset, count: count)
      part.payload = try Self.hash(of: file, offset: offset, count: count)
      guard let tag = try send(part)["etag"] else {
        throw .unexpected(status: 200, code: "", "a part without a tag")
      }
      tags.append(tag)
    }
    return tags
  }

  private func complete(_ upload: String, of key: String, _ tags: [String]) throws(S3Error) {
    var request = request("POST", key)
    request.query = [("uploadId", upload)]
    let parts = tags.enumerated().map { position, tag in
      "<Part><PartNumber>\(position + 1)</PartNumber><ETag>\(tag)</ETag></Part>"
    }
    request.send(Array("<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>".utf8))
    let answer = TextSink("CompleteMultipartUploadResult")
    try send(request, into: answer)
    // Joining parts may take long, so servers answer at once, and say in the text how it went.
    if let error = MarkupFields.elements("Error", in: answer.text).first {
      throw S3Error(status: 500, code: error["Code"] ?? "", message: error["Message"] ?? "", region: nil)
    }
  }

  private static func hash(of file: FileDescriptor, offset: Int64, count: Int64) throws(S3Error) -> String {
    do { return try BlobBytes.digest(of: file, offset: offset, count: count) } catch { throw .file(error) }
  }
}
