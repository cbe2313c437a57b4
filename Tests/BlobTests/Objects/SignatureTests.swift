import Testing

@testable import Storage

/// The examples that Amazon publishes, with its example credentials
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and sigv4-query-string-auth.html).
@Suite struct SignatureTests {
  private let signature = SignatureV4(
    credentials: S3Credentials(key: "AKIAIOSFODNN7EXAMPLE", secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
    region: "us-east-1")
  private let time = SigningTime(secondsSince1970: 1_369_353_600)

  private func request(
    _ method: String, _ path: String, query: [(String, String)] = [], headers: [(String, String)] = []
  ) -> S3Request {
    var request = S3Request(method: method, path: path)
    request.query = query.map { (name: $0.0, value: $0.1) }
    request.headers =
      [(name: "Host", value: "examplebucket.s3.amazonaws.com")] + headers.map { (name: $0.0, value: $0.1) }
    return request
  }

  private func signed(_ request: S3Request) -> String? {
    signature.headers(for: request, at: time).first { $0.name == "authorization" }?.value.split(separator: "=").last
      .map(String.init)
  }

  @Test func `writes times as signatures do`() {
    #expect(time.stamp == "20130524T000000Z")
    #expect(SigningTime(secondsSince1970: 951_868_799).stamp == "20000229T235959Z")
  }

  @Test func `signs the request for a range of an object`() {
    let range = request("GET", "/test.txt", headers: [("Range", "bytes=0-9")])
    #expect(signed(range) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
  }

  @Test func `signs an upload, with the hash of its body and a name that must be encoded`() {
    var upload = request(
      "PUT", "/test$file.text",
      headers: [("Date", "Fri, 24 May 2013 00:00:00 GMT"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")])
    upload.send(Array("Welcome to Amazon S3.".utf8))
    #expect(signed(upload) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
  }

  @Test func `signs a query without a value, and one with several`() {
    #expect(
      signed(request("GET", "/", query: [("lifecycle", "")]))
        == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    #expect(
      signed(request("GET", "/", query: [("prefix", "J"), ("max-keys", "2")]))
        == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
  }

  @Test func `signs a link`() {
    let query = signature.linkQuery(for: request("GET", "/test.txt"), seconds: 86_400, at: time)
    #expect(query.hasSuffix("&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
    #expect(query.contains("X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"))
  }
}
