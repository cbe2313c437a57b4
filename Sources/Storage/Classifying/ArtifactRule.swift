import Yams

/// One rule of `Rules/artifact_types.yaml`, where the conditions are explained.
struct ArtifactRule: Sendable {
  let type: ArtifactType
  let media: [String]
  let hosts: [String]
  let properties: [String: [String]]
  let headings: Set<String>
  let opening: [[String]]

  /// Whether everything that the rule asks for is there.
  func holds(for evidence: ArtifactEvidence) -> Bool {
    fits(evidence.mediaType)
      && (hosts.isEmpty
        || evidence.hosts.contains { host in hosts.contains { host == $0 || host.hasSuffix("." + $0) } })
      && properties.allSatisfy { key, texts in
        evidence.properties[key]?.contains { value in texts.contains { $0 == "*" || value.contains($0) } } ?? false
      }
      && (headings.isEmpty || evidence.headings.contains { headings.contains($0) })
      && opening.allSatisfy { texts in
        evidence.opening.contains { line in texts.contains { Self.begins(line, with: $0) } }
      }
  }

  func fits(_ mediaType: String) -> Bool {
    media.contains { $0.last == "*" ? mediaType.hasPrefix($0.dropLast()) : mediaType == $0 }
  }

  private static func begins(_ line: String, with text: String) -> Bool {
    guard line.hasPrefix(text) else { return false }
    guard let next = line.dropFirst(text.count).first else { return true }
    return !next.isLetter && !next.isNumber
  }
}

extension ArtifactRule: Decodable {
  private enum Key: String, CodingKey, CaseIterable { case type, media, hosts, properties, headings, opening }

  private struct AnyKey: CodingKey {
    let stringValue: String
    let intValue: Int? = nil
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Strict: a condition that is misspelt would never hold, or always.
  init(from decoder: any Decoder) throws {
    for key in try decoder.container(keyedBy: AnyKey.self).allKeys where Key(rawValue: key.stringValue) == nil {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no condition is called \(key.stringValue)"))
    }
    let fields = try decoder.container(keyedBy: Key.self)
    type = try fields.decode(ArtifactType.self, forKey: .type)
    media = try fields.decode([String].self, forKey: .media)
    hosts = try fields.decodeIfPresent([String].self, forKey: .hosts) ?? []
    properties = try fields.decodeIfPresent([String: [String]].self, forKey: .properties) ?? [:]
    headings = Set(try fields.decodeIfPresent([String].self, forKey: .headings) ?? [])
    opening = try fields.decodeIfPresent([[String]].self, forKey: .opening) ?? []
  }
}
