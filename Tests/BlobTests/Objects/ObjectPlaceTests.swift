import ProgramTesting
import SystemPackage
import Testing

@testable import Storage

@Suite struct ObjectPlaceTests {
  private let nothing: EnvironmentLookup = { _ in nil }

  @Test func `reads a place from its URL`() throws {
    let place = try ObjectPlace(
      url: "s3://lights/a/b%20c/?endpoint=http://127.0.0.1:8333&region=eu-west-1&connections=4", environment: nothing)

    #expect(place.bucket == "lights")
    #expect(place.prefix == "a/b c/")
    #expect(place.endpoint == "http://127.0.0.1:8333")
    #expect(place.host == "127.0.0.1:8333")
    #expect(place.region == "eu-west-1")
    #expect(place.connections == 4)
    #expect(place.path("artifacts/x") == "/lights/a/b c/artifacts/x")
    #expect(place.path(nil) == "/lights")
  }

  @Test func `takes what the URL leaves out from the environment, else Amazon's`() throws {
    let set = ["AWS_ENDPOINT_URL": "https://objects.example.org:443/s3/", "AWS_DEFAULT_REGION": "north"]
    let amazon = try ObjectPlace(url: "s3://lights", environment: nothing)
    let named = try ObjectPlace(url: "s3://lights", environment: { set[$0] })

    #expect(amazon.endpoint == "https://s3.us-east-1.amazonaws.com")
    #expect(amazon.host == "s3.us-east-1.amazonaws.com")
    #expect(named.endpoint == "https://objects.example.org/s3")
    #expect(named.host == "objects.example.org")
    #expect(named.path("k") == "/s3/lights/k")
    #expect(named.region == "north")
  }

  @Test(arguments: [
    "s3://", "s3:///key", "s3://b?endpoint=ftp://x", "s3://b?endpoint=http://", "s3://b?endpoint=http://me:pw@host",
    "s3://b?retries=3", "s3://b?connections=0", "s3://b?connections=x",
  ])
  func `refuses what names no place`(url: String) {
    #expect(throws: S3Error.self) { try ObjectPlace(url: url, environment: nothing) }
  }

  @Test func `finds credentials in the environment before the file, and the profile that is meant`() throws {
    let folder = try TestFolder()
    let file = try folder.write(
      "# keys\n[default]\naws_access_key_id = one\naws_secret_access_key=first=1\n\n[other]\naws_access_key_id=two\n"
        + "aws_secret_access_key=second\naws_session_token=passing\n[half]\naws_access_key_id=three\n",
      to: "credentials")
    func find(_ variables: [String: String]) -> S3Credentials? {
      S3Credentials.find { ["AWS_SHARED_CREDENTIALS_FILE": file.string].merging(variables) { $1 }[$0] }
    }

    #expect(find([:]) == S3Credentials(key: "one", secret: "first=1"))
    #expect(find(["AWS_PROFILE": "other"]) == S3Credentials(key: "two", secret: "second", token: "passing"))
    #expect(find(["AWS_PROFILE": "half"]) == nil)
    #expect(find(["AWS_PROFILE": "none"]) == nil)
    #expect(
      find(["AWS_ACCESS_KEY_ID": "own", "AWS_SECRET_ACCESS_KEY": "mine"]) == S3Credentials(key: "own", secret: "mine"))
    #expect(!"\(S3Credentials(key: "one", secret: "first"))".contains("first"))
  }

  @Test func `reads the fields of an answer, and survives what is none`() {
    let list = """
      <?xml version="1.0"?><ListBucketResult xmlns="http://s3"><Name>b</Name><Contents><Key>a&amp;&#x62;&#99;</Key>\
      <Size>3</Size><Owner><ID>me</ID></Owner></Contents><Contents><Key>d</Key><Size/></Contents></ListBucketResult>
      """
    #expect(
      MarkupFields.elements("Contents", in: list) == [["Key": "a&bc", "Size": "3", "ID": "me"], ["Key": "d"]])
    #expect(MarkupFields.elements("Error", in: "<Error><Code>Slow") == [])
    #expect(MarkupFields.elements("Error", in: "<<>></Error>&&;") == [])
    #expect(MarkupFields.elements("Error", in: "") == [])
  }

  @Test(arguments: [
    "s3://bucket?endpoint=http://KEY:SECRET@host", "s3://bucket?secret=SECRET", "s3:///?endpoint=http://SECRET@host",
    "s3://?endpoint=http://SECRET@host",
  ])
  func `says what is wrong without what may be a secret`(url: String) throws {
    let error = #expect(throws: S3Error.self) { try ObjectPlace(url: url, environment: { _ in nil }) }

    #expect(error?.message.contains("SECRET") == false)
  }
}
