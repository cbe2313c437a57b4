import SystemPackage

/// Who asks an object store: an access key with its secret, and a session's token where the key is a passing one.
package struct S3Credentials: Sendable, Equatable {
  package let key: String
  let secret: String
  let token: String?

  package init(key: String, secret: String, token: String? = nil) {
    self.key = key
    self.secret = secret
    self.token = token
  }

  /// As other programs find them: `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, else the profile `AWS_PROFILE`
  /// (else `default`) of the file `AWS_SHARED_CREDENTIALS_FILE` (else `~/.aws/credentials`). nil where there is nothing: requests are
  /// not signed then, which servers allow that know no users.
  package static func find(_ environment: EnvironmentLookup = processEnvironment) -> S3Credentials? {
    if let key = environment("AWS_ACCESS_KEY_ID"), let secret = environment("AWS_SECRET_ACCESS_KEY") {
      return S3Credentials(key: key, secret: secret, token: environment("AWS_SESSION_TOKEN"))
    }
    let file =
      environment("AWS_SHARED_CREDENTIALS_FILE") ?? environment("HOME").map { $0 + "/.aws/credentials" }
    guard let file, let text = SmallFile.read(FilePath(file)) else { return nil }
    let profile = profile(environment("AWS_PROFILE") ?? "default", in: text)
    guard let key = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] else { return nil }
    return S3Credentials(key: key, secret: secret, token: profile["aws_session_token"])
  }

  /// The settings of `[name]`.
  private static func profile(_ name: String, in text: String) -> [String: String] {
    var settings: [String: String] = [:]
    var isMeant = false
    for line in text.split(whereSeparator: \.isNewline) {
      let line = trimmed(line)
      if line.hasPrefix("[") {
        isMeant = trimmed(line.dropFirst().prefix { $0 != "]" }) == name
      } else if isMeant, !line.hasPrefix("#"), !line.hasPrefix(";"), let mark = line.firstIndex(of: "=") {
        settings[String(trimmed(line[..<mark])).lowercased()] = String(trimmed(line[line.index(after: mark)...]))
      }
    }
    return settings
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

extension S3Credentials: CustomStringConvertible {
  /// The secret is in no message.
  package var description: String { "the access key \(key)" }
}
